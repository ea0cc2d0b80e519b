import GRDB
import Vocabulary

/// Writes one certification into the tables.
///
/// What a bundle says twice of one cell, device or check counts once, as it stands first.
enum EntryWriter {
    /// - Returns: Whether the entry is new.
    static func write(_ entry: LedgerEntry, to database: Database, _ models: inout ModelTable) throws -> Bool {
        try database.cachedStatement(
            sql: """
                INSERT INTO run (bundle, made, asOf, tool, build, edition, verdict) VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (bundle) DO NOTHING
                """
        )
        .execute(arguments: [
            entry.bundle, entry.made, entry.asOf.description, entry.tool, entry.build, entry.edition, entry.verdict,
        ])
        guard database.changesCount == 1 else { return false }
        let run = database.lastInsertedRowID
        let sighting = try database.cachedStatement(sql: "INSERT OR IGNORE INTO sighting VALUES (?, ?, ?, ?, ?, ?, ?)")
        for device in entry.sightings {
            try sighting.execute(arguments: [
                run, device.recording, models.identifier(of: device.model), device.troubles, device.exchanges,
                device.meanMilliseconds, device.capturedAt,
            ])
        }
        let cell = try database.cachedStatement(sql: "INSERT OR IGNORE INTO cell VALUES (?, ?, ?, ?, ?)")
        for outcome in entry.cells {
            try cell.execute(arguments: [
                run, outcome.system, outcome.browser, outcome.authenticator, outcome.verdict,
            ])
        }
        try VerdictCounts.add(run, to: database)
        let check = try database.cachedStatement(sql: "INSERT OR IGNORE INTO checkResult VALUES (?, ?, ?, ?)")
        for result in entry.checks {
            try check.execute(arguments: [run, result.recording, result.check, result.outcome])
        }
        return true
    }
}

/// The identifiers of models, looked up once each.
struct ModelTable {
    private let database: Database
    private var known: [DeviceModel: Int64] = [:]

    init(_ database: Database) {
        self.database = database
    }

    mutating func identifier(of model: DeviceModel) throws -> Int64 {
        if let identifier = known[model] { return identifier }
        let key: StatementArguments = [model.kind, model.name, model.usb, model.release]
        try database.execute(
            sql: """
                INSERT INTO model (kind, name, usb, release) VALUES (?, ?, ?, ?)
                ON CONFLICT (kind, name, usb, release) DO NOTHING
                """,
            arguments: key
        )
        let identifier =
            try Int64.fetchOne(
                database,
                sql: "SELECT id FROM model WHERE kind = ? AND name = ? AND usb = ? AND release = ?",
                arguments: key
            ) ?? 0
        known[model] = identifier
        return identifier
    }
}
