/// What `authenticatorClientPIN` is asked to do (CTAP 2.1, 6.5.5).
package struct ClientPINSubCommand: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    package let rawValue: UInt64
    package init(rawValue: UInt64) { self.rawValue = rawValue }

    package static let getPINRetries = Self(rawValue: 0x01)
    package static let getKeyAgreement = Self(rawValue: 0x02)
    package static let setPIN = Self(rawValue: 0x03)
    package static let changePIN = Self(rawValue: 0x04)
    package static let getPinToken = Self(rawValue: 0x05)
    package static let getPinUvAuthTokenUsingUvWithPermissions = Self(rawValue: 0x06)
    package static let getUVRetries = Self(rawValue: 0x07)
    package static let getPinUvAuthTokenUsingPinWithPermissions = Self(rawValue: 0x09)

    /// The specification's name, or the number.
    package var name: String { Self.names[self] ?? "clientPIN subcommand \(rawValue)" }

    package var description: String { name }

    private static let names: [Self: String] = [
        .getPINRetries: "getPINRetries",
        .getKeyAgreement: "getKeyAgreement",
        .setPIN: "setPIN",
        .changePIN: "changePIN",
        .getPinToken: "getPinToken",
        .getPinUvAuthTokenUsingUvWithPermissions: "getPinUvAuthTokenUsingUvWithPermissions",
        .getUVRetries: "getUVRetries",
        .getPinUvAuthTokenUsingPinWithPermissions: "getPinUvAuthTokenUsingPinWithPermissions",
    ]
}
