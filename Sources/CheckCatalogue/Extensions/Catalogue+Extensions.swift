import Checks

extension Catalogue {
    /// Extensions, as far as nothing is stored by them (CTAP 2.1, 12).
    static let extensionChecks = Catalogue {
        Check.secretAnnounced
        Check.secretsDiffer
        Check.secretSaltLength
        Check.protectionAnswered
        Check.credentialBlobRefused
        Check.minimumPINWithheld
    }
}
