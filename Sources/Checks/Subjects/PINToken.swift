package import Octets
package import PINProtocols

/// What a pinUvAuthToken may be used for (CTAP 2.1, 6.5.5.7).
package struct PINPermissions: OptionSet, Hashable, Sendable {
    package let rawValue: UInt64
    package init(rawValue: UInt64) { self.rawValue = rawValue }

    package static let makeCredential = Self(rawValue: 0x01)
    package static let getAssertion = Self(rawValue: 0x02)
    package static let credentialManagement = Self(rawValue: 0x04)
    package static let bioEnrollment = Self(rawValue: 0x08)
    package static let largeBlobWrite = Self(rawValue: 0x10)
    package static let authenticatorConfiguration = Self(rawValue: 0x20)
}

/// A pinUvAuthToken that a key has issued: in memory alone.
package struct PINToken: Sendable {
    package let pinProtocol: PINProtocol
    package let secret: Secret

    /// The pinUvAuthParam for a message.
    package func authenticate(_ message: [UInt8]) -> [UInt8] { pinProtocol.authenticate(message, with: secret) }
}
