import Checks

extension Catalogue {
    /// CTAP1 and U2F, over CTAPHID_MSG (U2F Raw Message Formats 1.2).
    static let u2fChecks = Catalogue {
        Check.u2fVersion
        Check.u2fUnknownHandle
        Check.u2fRegistration
        Check.u2fAuthentication
    }
}
