import GRDB

/// How a device has behaved, and whether that changes.
///
/// Bundles hold no serial number, so two of one model are told apart by their place among those of the model on a bench,
/// in the order of the recordings, which is the order of the ports.
package struct DeviceTrend: Hashable, Sendable, Codable {
    package let kind: String
    package let name: String
    package let usb: String
    /// 1 for the first of its model on a bench, 2 for the second.
    package let place: Int
    /// Certifications in which it was on the bench.
    package let sightings: Int
    /// Of those, the ones in which a face of it could not be probed.
    package let troubled: Int
    /// The mean time until an answer in the older half of the sightings, milliseconds.
    package let earlierMilliseconds: Double?
    /// The same in the newer half.
    package let laterMilliseconds: Double?

    /// It failed sometimes; what always fails is broken, not flaky.
    package var isFlaky: Bool { troubled > 0 && troubled < sightings && sightings >= Self.minimumSightings }

    /// Its answers take half as long again as they did, and that is more than the clock's own grain.
    package var isSlowing: Bool {
        guard sightings >= Self.minimumSightings, let earlierMilliseconds, let laterMilliseconds else { return false }
        return laterMilliseconds > earlierMilliseconds * 1.5 && laterMilliseconds - earlierMilliseconds > 1
    }

    /// Fewer say nothing of a trend.
    package static let minimumSightings = 4
}

extension CertificationLedger {
    /// The trends of the devices that the filter lets through, by name.
    package func devices(_ filter: HistoryFilter) throws(LedgerError) -> [DeviceTrend] {
        try read { database in
            var arguments = StatementArguments()
            let conditions = filter.conditions(&arguments)
            let device = filter.device.map { _ in "AND \(HistoryFilter.deviceCondition)" } ?? ""
            if let text = filter.device { arguments += [text, text] }
            let rows = try Row.fetchAll(
                database,
                sql: """
                    WITH placed AS (
                        SELECT sighting.*, run.made, run.bundle,
                            row_number() OVER (PARTITION BY sighting.run, sighting.model ORDER BY recording) AS place
                        FROM sighting JOIN run ON run.id = sighting.run JOIN model ON model.id = sighting.model
                        WHERE \(conditions) \(device)
                    ),
                    seen AS (
                        SELECT *, ntile(2) OVER (PARTITION BY model, place ORDER BY made, bundle) AS half FROM placed
                    )
                    SELECT model.kind, model.name, model.usb, place, count(*) AS sightings,
                        count(*) FILTER (WHERE troubles > 0) AS troubled,
                        avg(meanMilliseconds) FILTER (WHERE half = 1) AS earlier,
                        avg(meanMilliseconds) FILTER (WHERE half = 2) AS later
                    FROM seen JOIN model ON model.id = seen.model
                    GROUP BY model.id, place ORDER BY model.name, model.usb, model.release, place
                    """,
                arguments: arguments
            )
            return rows.map { row in
                DeviceTrend(
                    kind: row["kind"],
                    name: row["name"],
                    usb: row["usb"],
                    place: row["place"],
                    sightings: row["sightings"],
                    troubled: row["troubled"],
                    earlierMilliseconds: row["earlier"],
                    laterMilliseconds: row["later"]
                )
            }
        }
    }
}
