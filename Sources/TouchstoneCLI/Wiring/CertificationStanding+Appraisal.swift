import Assessment
import CapabilityProbe
import CTAPMessages
import FIDOMetadata
import Vocabulary

extension CertificationStanding {
    /// What an appraisal comes to, condition by condition.
    init(_ appraisal: KeyAppraisal, of key: SecurityKeyFacts, by metadata: MetadataExcerpt, answerReference: String?) {
        let source = MetadataInUse.excerpt(metadata)
        self.init(
            isFIDO2: appraisal.statement.isFIDO2,
            vouching: Vouching(appraisal, of: key, by: metadata),
            model: Model(appraisal, by: metadata),
            source: source.description,
            answerReference: answerReference,
            overdueSince: nil
        )
        if let day = metadata.record?.nextUpdate, let asOf = appraisal.level?.date, day < asOf { overdueSince = day }
    }
}

extension CertificationStanding.Vouching {
    /// The command that asks a key; what else it takes is said before it.
    private static let asking = "`touchstone certify BUILD --attest`"

    fileprivate init(_ appraisal: KeyAppraisal, of key: SecurityKeyFacts, by metadata: MetadataExcerpt) {
        switch appraisal.vouching {
        case .notAsked(let reason):
            self = .open(reason: reason, supply: Self.supply(for: key.attestation))
        case .enterprise:
            self = .open(
                reason: "its certificate names this one device, is not kept, and so cannot be examined",
                supply: "turn enterprise attestation off on the key, then \(Self.asking)"
            )
        case .unreadable(let reason): self = .refuted(reason: "the answer cannot be read: \(reason)")
        case .examined(let report):
            switch report.verdict {
            case .attested(let path): self = .attested(path: path.map(\.commonName).joined(separator: " ← "))
            case .notAttested(let first, let others):
                self = Self.unattested(first, others, supply: metadata.whatWouldTell(of: appraisal))
            }
        }
    }

    /// What it would take to have an answer.
    private static func supply(for facts: AttestationFacts?) -> String {
        guard let facts else { return "\(asking), and a touch of the key" }
        switch facts.outcome {
        case .notAsked where facts.reason == AttestationProbe.noPIN: return "\(asking), with the PIN of the key"
        case .notAsked: return "a key of this model that can be asked, then \(asking)"
        case .refused where facts.isPINRefused: return "\(asking), with the right PIN"
        case .refused: return "\(asking), and touch the key while it blinks"
        case .given: return "\(asking), and a touch of the key"
        }
    }

    /// Whether another question could settle it: newer metadata where the model is not in this one, and nothing where
    /// the answer itself fails.
    private static func unattested(
        _ first: AttestationFailure,
        _ others: [AttestationFailure],
        supply: String
    ) -> Self {
        let all = [first] + others
        let reason = all.map(\.description).joined(separator: "; ")
        if all.allSatisfy({ $0.rule == .metadataEntry }) {
            return .open(reason: reason, supply: supply)
        }
        let nobody: [AttestationRule] = [.selfAttestation, .noAttestation, .metadataEntry]
        return all.allSatisfy { nobody.contains($0.rule) } ? .unvouched(reason: reason) : .refuted(reason: reason)
    }
}

extension CertificationStanding.Model {
    fileprivate init(_ appraisal: KeyAppraisal, by metadata: MetadataExcerpt) {
        if appraisal.isAmbiguous {
            self = .unknown(
                reason: "its entries in the metadata contradict one another",
                supply: metadata.newerMetadata
            )
        } else if let level = appraisal.level {
            self = .known(ModelStanding(appraisal, level, by: metadata))
        } else if let model = appraisal.statement.claimedModel, model != .zero {
            let isTable = metadata.record == nil
            let reason =
                isTable
                ? "the built-in table, of models at Level 2 or above, has no model \(model)"
                : "\(MetadataInUse.excerpt(metadata)), has no model \(model)"
            self = .unknown(reason: reason, supply: metadata.whatWouldTell(of: appraisal))
        } else {
            self = .unnamed
        }
    }
}

extension ModelStanding {
    fileprivate init(_ appraisal: KeyAppraisal, _ level: LevelAssessment, by metadata: MetadataExcerpt) {
        let name = appraisal.statement.claimedModel.map { "\($0)" } ?? ""
        let digest = metadata.record.map { ", SHA-256 \($0.digest.prefix(16))…" } ?? ""
        func reports(_ isWanted: (UndesiredStatus.Effect) -> Bool) -> [String] {
            level.undesired.filter { isWanted($0.effect) }.map(\.description)
        }
        self.init(
            entry: "\(name) in \(MetadataInUse.excerpt(metadata))\(digest)",
            name: appraisal.model ?? name,
            level: level.certifiedLevel,
            grounds: level.decidingReport?.description ?? "",
            firmware: Firmware(level),
            against: reports { $0 == .stands },
            undetermined: reports { $0 == .undetermined },
            settled: reports { effect in
                switch effect {
                case .cured, .elsewhere: true
                case .stands, .undetermined: false
                }
            },
            notUnderstood: level.unknown.map(\.description)
        )
    }
}

extension ModelStanding.Firmware {
    fileprivate init(_ level: LevelAssessment) {
        guard let firmware = level.firmware.map(String.init) else {
            self = .untold
            return
        }
        if level.certification == .none(.firmwareNotCertified) {
            self = .notCovered(firmware)
        } else if level.isBelowTrustworthyFirmware {
            self = .untrustworthy(firmware)
        } else if level.isAmbiguous {
            self = .ambiguous(firmware)
        } else {
            self = .covered(firmware)
        }
    }
}

extension MetadataExcerpt {
    /// What it would take to know a model that is not in this metadata.
    ///
    /// A newer BLOB may have it, but not that of a key which vouches for itself, and one of U2F is no FIDO2 key by any.
    fileprivate func whatWouldTell(of appraisal: KeyAppraisal) -> String {
        let again = "then `touchstone certify BUILD --attest`"
        if case .examined(let report) = appraisal.vouching, [.selfAttestation, .none].contains(report.kind) {
            return "a key of a model that its maker vouches for, \(again)"
        }
        guard appraisal.statement.isFIDO2 else { return "a FIDO2 key of a model that the service has, \(again)" }
        return newerMetadata
    }

    /// What would tell more than this metadata does.
    fileprivate var newerMetadata: String {
        let what = record == nil ? "the service's BLOB" : "a newer BLOB"
        return "\(what) with `touchstone metadata fetch`, then `touchstone certify BUILD` again"
    }
}
