import CapabilityProbe
import Foundation

/// The facts of several devices as JSON: schema `touchstone.probe/1`.
struct FactsListing: Encodable {
    struct Device: Encodable {
        /// The file that the facts can be replayed from.
        let recording: String?
        let facts: DeviceFacts
        /// What the metadata makes of a key that was asked who vouches for it.
        let appraisal: AppraisalDocument?
    }

    let devices: [Device]

    init(_ outcomes: [BenchRun.Outcome], _ appraisals: [AppraisalDocument?] = []) {
        devices = outcomes.enumerated()
            .map { index, outcome in
                Device(
                    recording: outcome.path,
                    facts: outcome.facts,
                    appraisal: appraisals.indices.contains(index) ? appraisals[index] : nil
                )
            }
    }
}
