package import FoundationEssentials
package import Vocabulary

/// That a BLOB was verified: when, to which anchor, over which bytes.
///
/// This stays true for ever. The chains behind it do not: a BLOB of 2024 no longer verifies today, because an
/// intermediate expired in September 2026.
package struct VerificationRecord: Hashable, Sendable {
    package var verifiedAt: Date
    package var no: UInt64
    package var nextUpdate: CalendarDate?
    /// SHA-256 over the signed BLOB as it was read, in hexadecimal.
    package var digest: String
    /// SHA-256 over the payload alone, by which a stored payload is recognised without its signature.
    package var payloadDigest: String
    package var algorithm: String
    /// From the signer to the anchor.
    package var path: [CertificateSummary]
    package var anchorName: String
    package var revocation: [RevocationStatus]

    /// The first moment at which a certificate of the path is no longer valid.
    package var pathExpiry: Date? { path.map(\.notAfter).min() }

    /// SHA-256 of the anchor's certificate.
    package var anchorFingerprint: String? { path.last?.fingerprint }
}
