import CapabilityProbe
import FIDOMetadata
import Foundation
import Reports
import WireRecording

/// Appraises the security keys of a bench by one source of metadata.
struct KeyAppraiser: Sendable {
    let metadata: MetadataInUse
    /// Whether a key that was to be asked and was not has an appraisal too, which says so.
    var includesUnasked = false

    /// The outcomes, with an appraisal beside each key that was asked who vouches for it.
    ///
    /// Each is appraised as of when it was asked, so that a recording gives the appraisal of the bench.
    ///
    /// - Throws: `StoredMetadata.Damage` when what is stored is not what was verified.
    func appraised(_ outcomes: [BenchRun.Outcome]) async throws -> [BenchRun.Outcome] {
        var outcomes = outcomes
        for index in outcomes.indices {
            guard let key = outcomes[index].facts.securityKey, includesUnasked || key.attestation != nil else {
                continue
            }
            let moment = Date(timeIntervalSince1970: TimeInterval(outcomes[index].moment.secondsSinceEpoch))
            let appraisal = try await KeyAppraisal(of: key, by: metadata, at: moment, asOf: Day.of(moment))
            outcomes[index].answer = KeyAnswer(
                document: AppraisalDocument(appraisal, by: metadata),
                conclusion: appraisal.conclusion,
                standing: metadata.standing(at: moment)
            )
        }
        return outcomes
    }
}

extension BenchRun.Outcome {
    /// Whether its key was asked who vouches for it.
    var isAsked: Bool { facts.securityKey?.attestation != nil }
}
