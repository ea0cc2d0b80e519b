import PINProtocols

/// What the pinUvAuthToken in use may be used for, and until when (CTAP 2.1, 6.5.2.1).
struct PINTokenUse {
    struct Permissions: OptionSet {
        let rawValue: UInt64

        static let makeCredential = Self(rawValue: 0x01)
        static let getAssertion = Self(rawValue: 0x02)
        static let credentialManagement = Self(rawValue: 0x04)
        static let bioEnrollment = Self(rawValue: 0x08)
        static let largeBlobWrite = Self(rawValue: 0x10)
        static let authenticatorConfiguration = Self(rawValue: 0x20)
    }

    let pinProtocol: PINProtocol
    var permissions: Permissions
    var rpID: String?
    var isUserPresent: Bool
    var isUserVerified = true
    let begun: ContinuousClock.Instant
    var hasBeenUsed = false

    /// Over USB 30 seconds until the first use, 10 minutes in all (CTAP 2.1, 6.5.2.1).
    func isExpired(at now: ContinuousClock.Instant) -> Bool {
        now > begun + (hasBeenUsed ? .seconds(600) : .seconds(30))
    }
}
