import GRDB

/// One day of a trend.
package struct TrendDay: Hashable, Sendable, Codable {
    package let day: String
    package let verdict: String
    /// Cells with that verdict on that day.
    package let cells: Int
}

/// The question how many cells had which verdict on each day.
struct TrendQuery {
    private let sql: String
    private let arguments: StatementArguments

    init(_ filter: HistoryFilter) {
        // The join below narrows to the system; narrowing the certifications as well would look each up twice.
        var runs = filter
        runs.system = nil
        var arguments = StatementArguments()
        let conditions = runs.conditions(&arguments)
        arguments += [filter.system ?? VerdictCounts.whole]
        self.arguments = arguments
        sql = """
            SELECT substr(run.made, 1, 10) AS day, v.verdict AS verdict, sum(v.cells) AS cells
            FROM run CROSS JOIN verdictCount AS v ON v.run = run.id
            WHERE \(conditions) AND v.system = ?
            GROUP BY day, v.verdict ORDER BY day, v.verdict
            """
    }

    func days(in database: Database) throws -> [TrendDay] {
        try Row.fetchAll(database, sql: sql, arguments: arguments)
            .map { TrendDay(day: $0["day"], verdict: $0["verdict"], cells: $0["cells"]) }
    }

    func plan(in database: Database) throws -> [String] {
        try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN " + sql, arguments: arguments).map { $0["detail"] }
    }
}
