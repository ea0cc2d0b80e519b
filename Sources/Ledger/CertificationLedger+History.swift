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

/// One day of a trend.
package struct TrendDay: Hashable, Sendable, Codable {
    package let day: String
    package let verdict: String
    /// Cells with that verdict on that day.
    package let cells: Int
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
        try read { database in
            var arguments = StatementArguments()
            let conditions = filter.conditions(&arguments)
            // The days come from the few runs, the cells from one range of the table for each run.
            let system = filter.system.map { _ in "AND cell.system = ?" } ?? ""
            if let name = filter.system { arguments += [name] }
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT substr(run.made, 1, 10) AS day, cell.verdict AS verdict, count(*) AS cells
                    FROM run CROSS JOIN cell ON cell.run = run.id
                    WHERE \(conditions) \(system)
                    GROUP BY day, cell.verdict ORDER BY day, cell.verdict
                    """,
                arguments: arguments
            )
            return rows.map { TrendDay(day: $0["day"], verdict: $0["verdict"], cells: $0["cells"]) }
        }
    }
}
