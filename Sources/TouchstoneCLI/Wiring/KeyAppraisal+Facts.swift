import CapabilityProbe
import CTAPMessages
import FIDOMetadata
import Foundation
import Vocabulary

extension KeyAppraisal {
    /// Appraises what a probe found out at a moment, by the metadata in use, for a day.
    ///
    /// - Throws: `StoredMetadata.Damage` when what is stored is not what was verified.
    init(of key: SecurityKeyFacts, by metadata: MetadataInUse, at moment: Date, asOf day: CalendarDate) async throws {
        try await self.init(
            Statement(key),
            lookup: metadata.lookup,
            verifier: metadata.attestationVerifier,
            at: moment,
            asOf: day
        )
    }
}

extension KeyAppraisal.Statement {
    /// What a key said, as far as an appraisal asks.
    init(_ key: SecurityKeyFacts) {
        self.init(
            claimedModel: key.aaguid,
            firmware: key.information?.firmwareVersion.flatMap { UInt64(exactly: $0) },
            isFIDO2: key.isFIDO2,
            registration: KeyAppraisal.Registration(key.attestation)
        )
    }
}

extension KeyAppraisal.Registration {
    fileprivate init(_ facts: AttestationFacts?) {
        guard let facts else {
            self = .none(reason: "nobody asked the key")
            return
        }
        switch facts.outcome {
        case .given where facts.isEnterprise: self = .enterprise
        case .given:
            self =
                facts.response
                .map {
                    .answered(response: $0.bytes, clientDataHash: facts.clientDataHash.bytes, rpID: facts.rpID)
                } ?? .none(reason: "the answer was not kept")
        case .refused where facts.isPINRefused:
            let left = facts.pinRetriesAfter?.count.map { "\($0) tries are left" } ?? "the tries left are not known"
            let name = facts.status?.name ?? "no status"
            self = .none(reason: "the key refused the PIN (\(name)); it was sent once, and \(left)")
        case .refused where facts.status?.name == CTAPStatus.keepaliveCancel.name:
            self = .none(reason: "nobody touched the key in time, so the request was taken back")
        case .refused: self = .none(reason: "the key refused: \(facts.status?.name ?? "no status")")
        case .notAsked: self = .none(reason: facts.reason ?? "nobody asked the key")
        }
    }
}
