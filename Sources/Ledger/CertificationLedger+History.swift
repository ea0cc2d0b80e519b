import GRDB

/// A certification of the past, in one line.
package struct PastRun: Hashable, Sendable, Codable {
    package let bundle: String
    package let made: String
    package let asOf: String
    package let tool: String
    package let build: String
    package let edition: String
    package let verdict: String
    /// The names of the devices on the bench, in the order of their positions.
    package let devices: [String]
}

extension CertificationLedger {
    /// Certifications, the newest first.
    package func runs(_ filter: HistoryFilter, limit: Int) throws(LedgerError) -> [PastRun] {
        try read { database in
            var arguments = StatementArguments()
            let conditions = filter.conditions(&arguments)
            let rows = try Row.fetchAll(
                database,
                sql: "SELECT * FROM run WHERE \(conditions) ORDER BY made DESC, bundle LIMIT ?",
                arguments: arguments + [limit]
            )
            return try rows.map { row in
                PastRun(
                    bundle: row["bundle"],
                    made: row["made"],
                    asOf: row["asOf"],
                    tool: row["tool"],
                    build: row["build"],
                    edition: row["edition"],
                    verdict: row["verdict"],
                    devices: try String.fetchAll(
                        database,
                        sql: """
                            SELECT model.name FROM sighting JOIN model ON model.id = sighting.model
                            WHERE sighting.run = ? ORDER BY sighting.recording
                            """,
                        arguments: [row["id"] as Int64]
                    )
                )
            }
        }
    }

    /// How many cells had which verdict on each day.
    package func trend(_ filter: HistoryFilter) throws(LedgerError) -> [TrendDay] {
        try read { try TrendQuery(filter).days(in: $0) }
    }

    /// How SQLite goes about a trend, a line for each step: whether it would read a table from end to end.
    package func planOfTrend(_ filter: HistoryFilter) throws(LedgerError) -> [String] {
        try read { try TrendQuery(filter).plan(in: $0) }
    }
}
