import CTAPMessages
import FIDOMetadata
import Foundation
import Vocabulary

/// An attestation's verdict for people and for programs.
struct AttestationDocument: Encodable {
    struct Failure: Encodable {
        let rule: String
        let clause: String
        let reason: String
    }

    let verdict: String
    let failures: [Failure]
    let path: [String]
    let format: String
    let kind: String
    let aaguid: String
    let model: String?
    /// The level of an attested key; a key that nobody vouches for has none, whatever it claims.
    let level: String?
    /// The level of the model that a key only claims to be.
    let claimedLevel: String?
    let explanation: [String]
    let signatureAlgorithm: String?
    let isEnterprise: Bool
    let remarks: [String]
    let metadata: String
    /// Whether that metadata is the latest word at the moment asked for; `nil` for the built-in table.
    let isFresh: Bool?
    let freshness: String
    /// Whether nothing was refuted: the metadata that would tell is missing.
    let isInconclusive: Bool

    /// Says of a report, with a remark of the caller's before its own, what the metadata has of its model.
    ///
    /// - Throws: `StoredMetadata.Damage` when what is stored is not what was verified.
    init(
        _ report: AttestationReport,
        _ metadata: MetadataInUse,
        at moment: Date,
        remark: String?
    ) throws(StoredMetadata.Damage) {
        let standing = metadata.standing(at: moment)
        isFresh = standing.isFresh
        freshness = standing.sentence
        isInconclusive = report.isOpen
        verdict = report.isAttested ? "attested" : "not-attested"
        failures = report.failures.map { Failure(rule: $0.rule.id, clause: $0.rule.clause, reason: $0.reason) }
        if case .attested(let certificates) = report.verdict {
            path = certificates.map(\.title)
        } else {
            path = []
        }
        format = report.format.rawValue
        kind = Self.word(for: report.kind)
        aaguid = report.aaguid.description
        model = report.model
        signatureAlgorithm = report.signatureAlgorithm?.name
        isEnterprise = report.isEnterprise
        remarks = (remark.map { [$0] } ?? []) + report.remarks
        self.metadata = metadata.description
        let entry = try metadata.lookup(report.identifier ?? .aaguid(report.aaguid)).entry
        let assessment = entry.map { entry in
            LevelAssessment(
                of: entry,
                firmware: nil,
                at: CalendarDate(moment),
                attestationPath: report.isAttested ? report.certificates : nil
            )
        }
        let level = assessment?.level?.description
        (self.level, claimedLevel) = report.isAttested ? (level, nil) : (nil, level)
        explanation = assessment?.explanation ?? []
    }

    private static func word(for kind: AttestationReport.Kind) -> String {
        switch kind {
        case .basic: "basic"
        case .attestationCA: "attestation-ca"
        case .selfAttestation: "self"
        case .none: "none"
        case .unknown: "unknown"
        }
    }

    var text: String {
        var lines = [verdict == "attested" ? "ATTESTED" : "NOT ATTESTED"]
        if isInconclusive {
            lines.append("  Inconclusive: nothing speaks against the key, and nobody at hand vouches for it.")
        }
        lines.append("  model: \(model ?? "not in the metadata"), AAGUID \(aaguid)")
        lines.append("  format: \(format), \(kind)" + (signatureAlgorithm.map { ", \($0)" } ?? ""))
        for (index, subject) in path.enumerated() {
            lines.append((index == 0 ? "  signed by: " : "  issued by: ") + subject)
        }
        for failure in failures { lines.append("  failed: \(failure.rule): \(failure.reason) (\(failure.clause))") }
        if isEnterprise {
            lines.append("  The certificate identifies this one device; its serial number is not shown.")
        }
        lines += remarks.map { "  \($0)" }
        if !explanation.isEmpty {
            lines.append(verdict == "attested" ? "Level" : "Level, of the model that the key only claims to be")
            lines += explanation.map { "  \($0)" }
        }
        lines.append("by \(metadata); \(freshness)")
        return lines.joined(separator: "\n")
    }
}
