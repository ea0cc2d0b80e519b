import Checks

extension Catalogue {
    /// What a key with a sensor tells of it (CTAP 2.1, 6.7).
    static let enrolmentChecks = Catalogue {
        Check.sensorModality
        Check.sensorInformation
    }
}
