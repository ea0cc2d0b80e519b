/// How a key verifies its user, as bits (FIDO Registry of Predefined Values 2.2, 3.1).
package struct UserVerificationMethods: OptionSet, Hashable, Sendable {
    package let rawValue: UInt64
    package init(rawValue: UInt64) { self.rawValue = rawValue }

    package static let fingerprintInternal = Self(rawValue: 0x0002)
    package static let passcodeInternal = Self(rawValue: 0x0004)

    /// The registry's names of the bits that are set; a bit without one stands as a number.
    package var names: [String] {
        (0..<64)
            .filter { rawValue >> $0 & 1 != 0 }
            .map { $0 < Self.registry.count ? Self.registry[$0] : "bit \($0)" }
    }

    /// By bit, from the lowest.
    private static let registry = [
        "presence_internal", "fingerprint_internal", "passcode_internal", "voiceprint_internal",
        "faceprint_internal", "location_internal", "eyeprint_internal", "pattern_internal", "handprint_internal",
        "none", "all", "passcode_external", "pattern_external",
    ]
}
