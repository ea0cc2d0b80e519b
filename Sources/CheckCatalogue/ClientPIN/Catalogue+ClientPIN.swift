import Checks

extension Catalogue {
    /// authenticatorClientPIN: what can be asked without a PIN, what the right one gives, and one wrong PIN on a lab's own key (CTAP 2.1, 6.5).
    static let clientPINChecks = Catalogue {
        Check.pinRetries
        Check.uvRetries
        Check.agreementKey
        Check.agreementStable
        Check.emptyParameter
        Check.pinMissing
        Check.pinMistyped
        Check.pinUnknownProtocol
        Check.pinMisspelled
        Check.pinToken
        Check.pinPermissions
        Check.pinChange
        Check.wrongPIN
    }
}
