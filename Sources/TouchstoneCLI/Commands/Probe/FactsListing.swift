import CapabilityProbe
import Foundation

/// The facts of several devices as JSON: schema `touchstone.probe/2`.
struct FactsListing: Encodable {
    struct Device: Encodable {
        /// The file that the facts can be replayed from.
        let recording: String?
        let facts: DeviceFacts
        /// What the metadata makes of a key that was asked who vouches for it.
        let appraisal: KeyAnswer?
    }

    let devices: [Device]

    init(_ outcomes: [BenchRun.Outcome]) {
        devices = outcomes.map { Device(recording: $0.path, facts: $0.facts, appraisal: $0.answer) }
    }
}
