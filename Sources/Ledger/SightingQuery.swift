import GRDB

/// The question how devices have behaved, answered in one pass over the sightings in the order of time.
///
/// SQLite could find places and halves by window functions, and would sort all sightings twice to do so.
struct SightingQuery {
    private let sql: String
    private let arguments: StatementArguments

    private struct Device: Hashable {
        let model: Int64
        let place: Int
    }

    /// What several certifications have in common where they were made of one recording.
    private struct Recording: Hashable {
        let model: Int64
        let file: String
        let capturedAt: String
    }

    private struct Sighting {
        let troubles: Int
        let milliseconds: Double?
    }

    init(_ filter: HistoryFilter) {
        var arguments = StatementArguments()
        let conditions = filter.conditions(&arguments)
        let device = filter.device.map { _ in "AND \(HistoryFilter.deviceCondition)" } ?? ""
        if let text = filter.device { arguments += [text, text] }
        self.arguments = arguments
        sql = """
            SELECT run.id, sighting.model, sighting.troubles, sighting.meanMilliseconds,
                sighting.recording, sighting.capturedAt
            FROM run CROSS JOIN sighting ON sighting.run = run.id CROSS JOIN model ON model.id = sighting.model
            WHERE \(conditions) \(device)
            ORDER BY run.made, run.bundle, sighting.recording
            """
    }

    func plan(in database: Database) throws -> [String] {
        try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN " + sql, arguments: arguments).map { $0["detail"] }
    }

    func trends(in database: Database) throws -> [DeviceTrend] {
        var series: [Device: [Sighting]] = [:]
        var seen: Set<Recording> = []
        var run: Int64?
        var places: [Int64: Int] = [:]
        let rows = try Row.fetchCursor(database, sql: sql, arguments: arguments)
        while let row = try rows.next() {
            if run != row[0] { (run, places) = (row[0], [:]) }
            let model: Int64 = row[1]
            places[model, default: 0] += 1
            let recording = Recording(model: model, file: row[4], capturedAt: row[5])
            // A replay saw nothing that the first certification of its recording has not seen.
            guard recording.capturedAt.isEmpty || seen.insert(recording).inserted else { continue }
            let device = Device(model: model, place: places[model, default: 1])
            series[device, default: []].append(Sighting(troubles: row[2], milliseconds: row[3]))
        }
        let models = "SELECT id, kind, name, usb FROM model ORDER BY name, usb, release"
        return try Row.fetchAll(database, sql: models)
            .flatMap { model in
                (1...max(1, series.keys.count { $0.model == model["id"] }))
                    .compactMap { place in
                        series[Device(model: model["id"], place: place)].map { Self.trend(of: model, place, $0) }
                    }
            }
    }

    private static func trend(of model: Row, _ place: Int, _ sightings: [Sighting]) -> DeviceTrend {
        // Of an odd number the one in the middle counts as old.
        let half = (sightings.count + 1) / 2
        return DeviceTrend(
            kind: model["kind"],
            name: model["name"],
            usb: model["usb"],
            place: place,
            sightings: sightings.count,
            troubled: sightings.count { $0.troubles > 0 },
            earlierMilliseconds: mean(sightings[..<half]),
            laterMilliseconds: mean(sightings[half...])
        )
    }

    private static func mean(_ sightings: ArraySlice<Sighting>) -> Double? {
        let measured = sightings.compactMap(\.milliseconds)
        return measured.isEmpty ? nil : measured.reduce(0, +) / Double(measured.count)
    }
}
