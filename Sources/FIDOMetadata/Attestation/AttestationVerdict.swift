package import CTAPMessages

/// Whether somebody whom the metadata names vouches for the model of a device.
package enum AttestationVerdict: Hashable, Sendable {
    /// The attestation key's certificate leads to an anchor of the model: leaf first, anchor last.
    case attested([CertificateSummary])
    /// The first rule that failed, and all others that failed too.
    case notAttested(AttestationFailure, others: [AttestationFailure])
}

/// A rule that failed, and how.
package struct AttestationFailure: Hashable, Sendable, CustomStringConvertible {
    package let rule: AttestationRule
    package let reason: String

    package var description: String { "\(reason) (\(rule.clause))" }
}

/// Everything that was found about one attestation.
package struct AttestationReport: Hashable, Sendable {
    /// Whose key signed (WebAuthn L3, 6.5.3).
    package enum Kind: String, Hashable, Sendable {
        /// A key that the vendor put into many devices of a model.
        case basic
        /// A key that a certification authority certified for this device or credential.
        case attestationCA
        case selfAttestation
        case none
        case unknown
    }

    package let verdict: AttestationVerdict
    package let format: AttestationFormat
    package let kind: Kind
    /// The model that the authenticator data names.
    package let aaguid: AAGUID
    package let credentialAlgorithm: COSEAlgorithm?
    package let signatureAlgorithm: COSEAlgorithm?
    /// What the metadata calls the model.
    package let model: String?
    /// The name under which the metadata has it; a device without an AAGUID is found by the key that attested it.
    package let identifier: AuthenticatorIdentifier?
    /// The certificate has a serial number of this one device in it (WebAuthn L3, 8.2.2).
    ///
    /// The number itself is nowhere in this report: it survives resets and identifies a person's key.
    package let isEnterprise: Bool
    /// DER of the path of an attested device, for the compromises that are limited to certificates.
    package let certificates: [[UInt8]]
    package let remarks: [String]

    package var isAttested: Bool {
        if case .attested = verdict { true } else { false }
    }

    /// Whether nothing is refuted, and only the metadata that would tell is missing: a certified model need not be in the
    /// service.
    package var isOpen: Bool { !isAttested && failures.allSatisfy { $0.rule == .metadataEntry } }

    /// Every rule that failed, the first one first.
    package var failures: [AttestationFailure] {
        switch verdict {
        case .attested: []
        case .notAttested(let first, let others): [first] + others
        }
    }
}
