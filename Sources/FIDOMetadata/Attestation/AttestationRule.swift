/// One thing that must hold before an attestation counts, with the clause that demands it.
package struct AttestationRule: Hashable, Sendable, CustomStringConvertible {
    /// Stable name, for reports and waivers.
    package let id: String
    /// `WebAuthn L3, 8.2`.
    package let clause: String

    init(_ id: String, _ clause: String) {
        self.id = id
        self.clause = clause
    }

    package var description: String { "\(id) (\(clause))" }

    /// The statement has the members of its format, each of its type.
    package static func syntax(_ format: AttestationFormat) -> Self {
        Self("statement-syntax", format.clause)
    }

    /// The signature is over authenticator data and client data hash, by the attestation key.
    package static func signature(_ format: AttestationFormat) -> Self {
        Self("signature", format.clause)
    }

    /// The algorithm is one that is understood, and the statement's key is one for it.
    package static func algorithm(_ format: AttestationFormat) -> Self {
        Self("algorithm", format.clause)
    }

    /// The attested key is the credential's key.
    package static func credentialKey(_ format: AttestationFormat) -> Self {
        Self("credential-key", format.clause)
    }

    /// The certificates can be read.
    package static func certificates(_ format: AttestationFormat) -> Self {
        Self("certificates", format.clause)
    }

    package static let format = Self("format-known", "WebAuthn L3, 8")
    package static let relyingParty = Self("relying-party", "WebAuthn L3, 7.1")
    package static let userPresence = Self("user-presence", "WebAuthn L3, 7.1")
    /// The AAGUID is the one that the device claims in getInfo.
    package static let claimedModel = Self("claimed-model", "CTAP 2.1, 6.4")

    package static let certificateVersion = Self("certificate-version", "WebAuthn L3, 8.2.1")
    package static let certificateSubject = Self("certificate-subject", "WebAuthn L3, 8.2.1")
    package static let certificateConstraints = Self("certificate-constraints", "WebAuthn L3, 8.2.1")
    package static let aaguidExtension = Self("aaguid-extension", "WebAuthn L3, 8.2.1")
    /// The extension must be there where one anchor serves several models.
    package static let aaguidExtensionPresent = Self("aaguid-extension-present", "WebAuthn L3, 8.2.1")

    package static let tpmVersion = Self("tpm-version", "WebAuthn L3, 8.3")
    package static let tpmCertification = Self("tpm-certification", "WebAuthn L3, 8.3")
    package static let tpmName = Self("tpm-name", "WebAuthn L3, 8.3")
    package static let tpmExtraData = Self("tpm-extra-data", "WebAuthn L3, 8.3")
    package static let tpmCertificate = Self("tpm-certificate", "WebAuthn L3, 8.3.1")

    package static let androidChallenge = Self("android-challenge", "WebAuthn L3, 8.4")
    package static let androidKeyDescription = Self("android-key-description", "WebAuthn L3, 8.4.1")
    package static let androidAuthorization = Self("android-authorization", "WebAuthn L3, 8.4")
    package static let appleNonce = Self("apple-nonce", "WebAuthn L3, 8.8")

    /// The model is in the metadata, once.
    package static let metadataEntry = Self("metadata-entry", "WebAuthn L3, 7.1")
    /// The metadata names anchors for the model.
    package static let trustAnchors = Self("trust-anchors", "WebAuthn L3, 7.1")
    /// A path leads from the attestation certificate to one of them.
    package static let path = Self("path", "WebAuthn L3, 7.1")
    /// Nobody but the authenticator itself vouches.
    package static let selfAttestation = Self("self-attestation", "WebAuthn L3, 6.5.3")
    package static let noAttestation = Self("no-attestation", "WebAuthn L3, 8.7")
}

extension AttestationFormat {
    /// Where the format's verification procedure stands.
    var clause: String {
        switch self {
        case .packed: "WebAuthn L3, 8.2"
        case .tpm: "WebAuthn L3, 8.3"
        case .androidKey: "WebAuthn L3, 8.4"
        case .fidoU2F: "WebAuthn L3, 8.6"
        case AttestationFormat.none: "WebAuthn L3, 8.7"
        case .apple: "WebAuthn L3, 8.8"
        default: "WebAuthn L3, 8"
        }
    }
}
