import Checks

extension Catalogue {
    /// Who vouches for the key, as far as it can be told without metadata (WebAuthn Level 3, 8).
    static let attestationChecks = Catalogue {
        Check.attestationVouched
        Check.attestationSignature
        Check.attestationCertificate
        Check.attestationModel
        Check.attestationSerial
    }
}
