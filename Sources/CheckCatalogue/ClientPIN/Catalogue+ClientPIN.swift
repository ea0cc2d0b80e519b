import Checks

extension Catalogue {
    /// authenticatorClientPIN, as far as it can be asked without a PIN (CTAP 2.1, 6.5).
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
    }
}
