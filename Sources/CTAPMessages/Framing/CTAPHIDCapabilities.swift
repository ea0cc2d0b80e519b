/// Capability flags of the CTAPHID_INIT answer (CTAP 2.1, 11.2.9.1.3).
package struct CTAPHIDCapabilities: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The device implements CTAPHID_WINK.
    package static let wink = Self(rawValue: 0x01)
    /// The device implements CTAPHID_CBOR.
    package static let cbor = Self(rawValue: 0x04)
    /// The device does *not* implement CTAPHID_MSG.
    package static let noMessage = Self(rawValue: 0x08)
}
