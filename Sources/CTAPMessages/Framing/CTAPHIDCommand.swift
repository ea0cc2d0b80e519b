/// The command of a CTAPHID message, without bit 7, which marks an initialization packet (CTAP 2.1, 11.2.4).
package struct CTAPHIDCommand: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    package let rawValue: UInt8

    /// Takes the number with or without bit 7, so that one command has one value.
    package init(rawValue: UInt8) { self.rawValue = rawValue & 0x7F }

    /// `CTAPHID_PING` (CTAP 2.1, 11.2.9.1.4).
    package static let ping = Self(rawValue: 0x01)
    /// `CTAPHID_MSG`, which carries CTAP1/U2F (CTAP 2.1, 11.2.9.1.1).
    package static let message = Self(rawValue: 0x03)
    /// `CTAPHID_LOCK` (CTAP 2.1, 11.2.9.2.2).
    package static let lock = Self(rawValue: 0x04)
    /// `CTAPHID_INIT` (CTAP 2.1, 11.2.9.1.3).
    package static let initialize = Self(rawValue: 0x06)
    /// `CTAPHID_WINK` (CTAP 2.1, 11.2.9.2.1).
    package static let wink = Self(rawValue: 0x08)
    /// `CTAPHID_CBOR`, which carries CTAP2 (CTAP 2.1, 11.2.9.1.2).
    package static let cbor = Self(rawValue: 0x10)
    /// `CTAPHID_CANCEL` (CTAP 2.1, 11.2.9.1.5).
    package static let cancel = Self(rawValue: 0x11)
    /// `CTAPHID_KEEPALIVE` (CTAP 2.1, 11.2.9.1.7).
    package static let keepalive = Self(rawValue: 0x3B)
    /// `CTAPHID_ERROR` (CTAP 2.1, 11.2.9.1.6).
    package static let error = Self(rawValue: 0x3F)

    /// A number that no specification gives a meaning, outside the manufacturers' range: for seeing what a key makes of
    /// one.
    package static let reserved = Self(rawValue: 0x3C)

    /// Whether a manufacturer defines the meaning (CTAP 2.1, 11.2.9.3).
    package var isVendorSpecific: Bool { (0x40...0x7F).contains(rawValue) }

    /// The specification's name, or the number.
    package var name: String {
        if let name = Self.names[self] { return name }
        return (isVendorSpecific ? "CTAPHID vendor command " : "CTAPHID command ") + spelled(rawValue)
    }

    package var description: String { name }

    private static let names: [Self: String] = [
        .ping: "CTAPHID_PING",
        .message: "CTAPHID_MSG",
        .lock: "CTAPHID_LOCK",
        .initialize: "CTAPHID_INIT",
        .wink: "CTAPHID_WINK",
        .cbor: "CTAPHID_CBOR",
        .cancel: "CTAPHID_CANCEL",
        .keepalive: "CTAPHID_KEEPALIVE",
        .error: "CTAPHID_ERROR",
    ]
}
