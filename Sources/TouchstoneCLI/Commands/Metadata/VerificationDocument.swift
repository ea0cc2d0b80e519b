import FIDOMetadata
import Foundation
import Vocabulary

/// A verified BLOB for people and for programs.
struct VerificationDocument: Encodable {
    struct Certificate: Encodable {
        let subject: String
        let notAfter: String
        let sha256: String
    }

    struct Problem: Encodable {
        let path: String
        let reason: String
    }

    let no: UInt64
    let verifiedAt: String
    let nextUpdate: String?
    let sha256: String
    let payloadSHA256: String
    let algorithm: String
    let anchor: String
    let path: [Certificate]
    let revocation: [String]
    let isFresh: Bool
    let age: String
    let entries: Int
    let rejected: [Problem]
    let findings: [Problem]

    init(_ verified: VerifiedBLOB, now: Date) throws(StoredMetadata.Damage) {
        let stored = try StoredMetadata(payload: verified.payload, record: verified.record)
        self.init(verified.blob, stored, now: now)
    }

    init(_ stored: StoredMetadata, now: Date) throws(StoredMetadata.Damage) {
        self.init(try stored.blob(), stored, now: now)
    }

    private init(_ blob: MetadataBLOB, _ stored: StoredMetadata, now: Date) {
        let record = stored.record
        no = record.no
        verifiedAt = record.verifiedAt.utcText
        nextUpdate = record.nextUpdate?.description
        sha256 = record.digest
        payloadSHA256 = record.payloadDigest
        algorithm = record.algorithm
        anchor = record.anchorName
        path = record.path.map {
            Certificate(subject: $0.subject, notAfter: $0.notAfter.utcText, sha256: $0.fingerprint)
        }
        revocation = record.revocation.map(\.description)
        isFresh = Freshness(of: record, at: now).isFresh
        let standing = MetadataInUse.verified(stored).standing(at: now)
        age = "verified as of \(record.verifiedAt.utcText); \(standing.sentence)"
        entries = blob.entries.count
        rejected = blob.rejected.map { Problem(path: $0.path, reason: $0.reason) }
        findings = (blob.findings + blob.unreadableAnchors())
            .map { Problem(path: $0.path, reason: $0.reason) }
    }

    /// At most so many findings are told to people; programs get all.
    private static let shownFindings = 10

    var text: String {
        var lines = ["FIDO metadata no. \(no): \(entries) entries, \(algorithm), signed under \(anchor)"]
        lines += path.map { "  \($0.subject), until \($0.notAfter)" }
        lines.append("SHA-256 \(sha256)")
        lines.append(age)
        lines += revocation
        lines += rejected.map { "not usable: \($0.path): \($0.reason)" }
        lines += findings.prefix(Self.shownFindings).map { "odd: \($0.path): \($0.reason)" }
        let rest = findings.count - Self.shownFindings
        if rest > 0 { lines.append("odd: \(rest) more; --format json has them all") }
        return lines.joined(separator: "\n")
    }
}
