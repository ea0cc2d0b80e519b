extension AuthenticatorInformation {
    /// The key of one getInfo member (CTAP 2.1, 6.4; members above 0x15 by CTAP 2.2, above 0x1D by CTAP 2.3).
    package struct Member: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
        package let rawValue: UInt64
        package init(rawValue: UInt64) { self.rawValue = rawValue }

        package static let versions = Self(rawValue: 0x01)
        package static let extensions = Self(rawValue: 0x02)
        package static let aaguid = Self(rawValue: 0x03)
        package static let options = Self(rawValue: 0x04)
        package static let maxMsgSize = Self(rawValue: 0x05)
        package static let pinUvAuthProtocols = Self(rawValue: 0x06)
        package static let maxCredentialCountInList = Self(rawValue: 0x07)
        package static let maxCredentialIdLength = Self(rawValue: 0x08)
        package static let transports = Self(rawValue: 0x09)
        package static let algorithms = Self(rawValue: 0x0A)
        package static let maxSerializedLargeBlobArray = Self(rawValue: 0x0B)
        package static let forcePINChange = Self(rawValue: 0x0C)
        package static let minPINLength = Self(rawValue: 0x0D)
        package static let firmwareVersion = Self(rawValue: 0x0E)
        package static let maxCredBlobLength = Self(rawValue: 0x0F)
        package static let maxRPIDsForSetMinPINLength = Self(rawValue: 0x10)
        package static let preferredPlatformUvAttempts = Self(rawValue: 0x11)
        package static let uvModality = Self(rawValue: 0x12)
        package static let certifications = Self(rawValue: 0x13)
        package static let remainingDiscoverableCredentials = Self(rawValue: 0x14)
        package static let vendorPrototypeConfigCommands = Self(rawValue: 0x15)
        package static let attestationFormats = Self(rawValue: 0x16)
        package static let uvCountSinceLastPinEntry = Self(rawValue: 0x17)
        package static let longTouchForReset = Self(rawValue: 0x18)
        package static let encIdentifier = Self(rawValue: 0x19)
        package static let transportsForReset = Self(rawValue: 0x1A)
        package static let pinComplexityPolicy = Self(rawValue: 0x1B)
        package static let pinComplexityPolicyURL = Self(rawValue: 0x1C)
        package static let maxPINLength = Self(rawValue: 0x1D)
        package static let encCredStoreState = Self(rawValue: 0x1E)
        package static let authenticatorConfigCommands = Self(rawValue: 0x1F)

        /// Every member that has a name, by key.
        package static var known: [Self] { (1...UInt64(names.count)).map(Self.init(rawValue:)) }

        /// The specification's name, or the key.
        package var name: String {
            let index = rawValue &- 1
            return index < UInt64(Self.names.count) ? Self.names[Int(index)] : "getInfo member \(rawValue)"
        }

        package var description: String { name }

        /// By key, from 0x01 without a gap.
        private static let names = [
            "versions", "extensions", "aaguid", "options", "maxMsgSize", "pinUvAuthProtocols",
            "maxCredentialCountInList", "maxCredentialIdLength", "transports", "algorithms",
            "maxSerializedLargeBlobArray", "forcePINChange", "minPINLength", "firmwareVersion", "maxCredBlobLength",
            "maxRPIDsForSetMinPINLength", "preferredPlatformUvAttempts", "uvModality", "certifications",
            "remainingDiscoverableCredentials", "vendorPrototypeConfigCommands", "attestationFormats",
            "uvCountSinceLastPinEntry", "longTouchForReset", "encIdentifier", "transportsForReset",
            "pinComplexityPolicy", "pinComplexityPolicyURL", "maxPINLength", "encCredStoreState",
            "authenticatorConfigCommands",
        ]
    }
}
