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
        try read { try SightingQuery(filter).trends(in: $0) }
    }

    /// How SQLite goes about the sightings, a line for each step.
    package func planOfDevices(_ filter: HistoryFilter) throws(LedgerError) -> [String] {
        try read { try SightingQuery(filter).plan(in: $0) }
    }
}
