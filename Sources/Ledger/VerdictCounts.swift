import GRDB

/// The table `verdictCount`: how many cells of a certification had which verdict, for each system and for the whole.
///
/// A trend over a million cells would read each of them; it reads a few rows for each certification instead. The table
/// says nothing that `cell` does not, and is filled in the transaction that fills `cell`.
enum VerdictCounts {
    /// What stands for all systems in the column `system`; no system has an empty name.
    static let whole = ""

    /// To be completed with the certifications that are meant and ``grouping``.
    static let statements = [
        "INSERT INTO verdictCount SELECT run, system, verdict, count(*) FROM cell ",
        "INSERT INTO verdictCount SELECT run, '\(whole)', verdict, count(*) FROM cell ",
    ]

    static let grouping = "GROUP BY 1, 2, 3"

    /// Counts the cells of a certification that was just entered.
    static func add(_ run: Int64, to database: Database) throws {
        for statement in statements {
            try database.cachedStatement(sql: statement + "WHERE run = ? " + grouping).execute(arguments: [run])
        }
    }
}
