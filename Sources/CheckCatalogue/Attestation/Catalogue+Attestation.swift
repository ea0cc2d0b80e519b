import Checks

extension Catalogue {
    /// Who vouches for the key, without metadata and by them (WebAuthn Level 3, 8).
    static let attestationChecks = Catalogue {
        Check.attestationVouched
        Check.attestationSignature
        Check.attestationCertificate
        Check.attestationModel
        Check.attestationSerial
        Check.attestationKind
        Check.attestationAnchor
        Check.modelLevel
        Check.firmwareScope
        Check.legacyModel
    }
}
