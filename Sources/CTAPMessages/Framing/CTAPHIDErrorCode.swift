/// The byte that `CTAPHID_ERROR` carries (CTAP 2.1, 11.2.9.1.6).
package struct CTAPHIDErrorCode: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let invalidCommand = Self(rawValue: 0x01)
    package static let invalidParameter = Self(rawValue: 0x02)
    package static let invalidLength = Self(rawValue: 0x03)
    package static let invalidSequence = Self(rawValue: 0x04)
    package static let messageTimeout = Self(rawValue: 0x05)
    package static let channelBusy = Self(rawValue: 0x06)
    package static let lockRequired = Self(rawValue: 0x0A)
    package static let invalidChannel = Self(rawValue: 0x0B)
    package static let other = Self(rawValue: 0x7F)

    /// The specification's name, or the number.
    package var name: String { Self.names[self] ?? "CTAPHID error " + spelled(rawValue) }

    package var description: String { name }

    private static let names: [Self: String] = [
        .invalidCommand: "ERR_INVALID_CMD",
        .invalidParameter: "ERR_INVALID_PAR",
        .invalidLength: "ERR_INVALID_LEN",
        .invalidSequence: "ERR_INVALID_SEQ",
        .messageTimeout: "ERR_MSG_TIMEOUT",
        .channelBusy: "ERR_CHANNEL_BUSY",
        .lockRequired: "ERR_LOCK_REQUIRED",
        .invalidChannel: "ERR_INVALID_CHANNEL",
        .other: "ERR_OTHER",
    ]
}

/// The byte that `CTAPHID_KEEPALIVE` carries (CTAP 2.1, 11.2.9.1.7).
package struct CTAPHIDKeepaliveStatus: RawRepresentable, Hashable, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// `STATUS_PROCESSING`: the key works on the request.
    package static let processing = Self(rawValue: 1)
    /// `STATUS_UPNEEDED`: the key waits for a touch.
    package static let userPresenceNeeded = Self(rawValue: 2)
}
