/// The status that a report gives a model (FIDO Metadata Service 3.1.1, 3.1.4).
///
/// The set is open: the service has added statuses before, and one that nobody here has heard of must neither drop an
/// entry nor be mistaken for another.
package struct AuthenticatorStatus: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }

    package var description: String { rawValue }

    package static let notFIDOCertified = Self(rawValue: "NOT_FIDO_CERTIFIED")
    package static let selfAssertionSubmitted = Self(rawValue: "SELF_ASSERTION_SUBMITTED")
    /// Passed functional certification; names no level.
    package static let fidoCertified = Self(rawValue: "FIDO_CERTIFIED")
    package static let fidoCertifiedL1 = Self(rawValue: "FIDO_CERTIFIED_L1")
    package static let fidoCertifiedL1plus = Self(rawValue: "FIDO_CERTIFIED_L1plus")
    package static let fidoCertifiedL2 = Self(rawValue: "FIDO_CERTIFIED_L2")
    package static let fidoCertifiedL2plus = Self(rawValue: "FIDO_CERTIFIED_L2plus")
    package static let fidoCertifiedL3 = Self(rawValue: "FIDO_CERTIFIED_L3")
    package static let fidoCertifiedL3plus = Self(rawValue: "FIDO_CERTIFIED_L3plus")

    package static let userVerificationBypass = Self(rawValue: "USER_VERIFICATION_BYPASS")
    package static let attestationKeyCompromise = Self(rawValue: "ATTESTATION_KEY_COMPROMISE")
    package static let userKeyRemoteCompromise = Self(rawValue: "USER_KEY_REMOTE_COMPROMISE")
    package static let userKeyPhysicalCompromise = Self(rawValue: "USER_KEY_PHYSICAL_COMPROMISE")
    package static let updateAvailable = Self(rawValue: "UPDATE_AVAILABLE")
    package static let retired = Self(rawValue: "RETIRED")
    package static let revoked = Self(rawValue: "REVOKED")

    package static let fips140CertifiedL1 = Self(rawValue: "FIPS140_CERTIFIED_L1")
    package static let fips140CertifiedL2 = Self(rawValue: "FIPS140_CERTIFIED_L2")
    package static let fips140CertifiedL3 = Self(rawValue: "FIPS140_CERTIFIED_L3")
    package static let fips140CertifiedL4 = Self(rawValue: "FIPS140_CERTIFIED_L4")

    /// Every status of the specification, in its order.
    package static let known: [Self] = [
        notFIDOCertified, fidoCertified, userVerificationBypass, attestationKeyCompromise, userKeyRemoteCompromise,
        userKeyPhysicalCompromise, updateAvailable, retired, revoked, selfAssertionSubmitted, fidoCertifiedL1,
        fidoCertifiedL1plus, fidoCertifiedL2, fidoCertifiedL2plus, fidoCertifiedL3, fidoCertifiedL3plus,
        fips140CertifiedL1, fips140CertifiedL2, fips140CertifiedL3, fips140CertifiedL4,
    ]

    package var isKnown: Bool { Self.known.contains(self) }
}
