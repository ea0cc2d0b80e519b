import Checks

extension Catalogue {
    /// authenticatorCredentialManagement, on credentials of the run's own (CTAP 2.1, 6.8).
    static let managementChecks = Catalogue {
        Check.managementMetadata
        Check.managementEnumeration
        Check.managementDeletion
        Check.managementUpdate
    }
}
