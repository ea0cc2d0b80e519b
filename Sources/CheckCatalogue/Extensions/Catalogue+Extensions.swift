import Checks

extension Catalogue {
    /// Extensions, and what is stored by them as far as it can be taken back (CTAP 2.1, 12).
    static let extensionChecks = Catalogue {
        Check.secretAnnounced
        Check.secretsDiffer
        Check.secretSaltLength
        Check.protectionAnswered
        Check.credentialBlobRefused
        Check.minimumPINWithheld
        Check.secretsByVerification
        Check.protectionStored
        Check.credentialBlobStored
        Check.largeBlobStored
    }
}
