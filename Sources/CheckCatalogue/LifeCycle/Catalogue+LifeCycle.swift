import Checks

extension Catalogue {
    /// What happens to a key between its owners (CTAP 2.1, 6.6).
    static let lifeCycleChecks = Catalogue {
        Check.credentialPersistent
        Check.tokenForgotten
        Check.factoryReset
    }
}
