/// One reader as the PC/SC daemon sees it.
package struct ReaderState: Hashable, Sendable {
    package let name: String
    package let flags: ReaderStateFlags
    /// How often cards have come and gone since the reader was attached, modulo 65536.
    package let eventCount: UInt16
    /// Empty when no card is powered.
    package let answerToReset: [UInt8]
    /// Where the reader is plugged in, when its driver tells and nobody else holds it.
    package var usbAddress: USBAddress?

    package init(
        name: String,
        flags: ReaderStateFlags,
        eventCount: UInt16,
        answerToReset: [UInt8],
        usbAddress: USBAddress? = nil
    ) {
        self.name = name
        self.flags = flags
        self.eventCount = eventCount
        self.answerToReset = answerToReset
        self.usbAddress = usbAddress
    }

    package var isCardPresent: Bool { flags.contains(.present) }
}

/// The low word of `dwEventState`.
package struct ReaderStateFlags: OptionSet, Hashable, Sendable {
    package let rawValue: UInt16
    package init(rawValue: UInt16) { self.rawValue = rawValue }

    package static let ignore = Self(rawValue: 0x0001)
    package static let changed = Self(rawValue: 0x0002)
    /// The daemon has no reader of that name any more.
    package static let unknown = Self(rawValue: 0x0004)
    /// The daemon has the reader and cannot reach it.
    package static let unavailable = Self(rawValue: 0x0008)
    package static let empty = Self(rawValue: 0x0010)
    package static let present = Self(rawValue: 0x0020)
    /// Someone holds the card alone.
    package static let exclusive = Self(rawValue: 0x0080)
    /// Someone holds the card and shares it.
    package static let inUse = Self(rawValue: 0x0100)
    /// The card gives no answer to reset.
    package static let mute = Self(rawValue: 0x0200)
    package static let unpowered = Self(rawValue: 0x0400)
}

/// A USB device as the bus numbers it; changes whenever it is plugged in anew.
package struct USBAddress: Hashable, Sendable {
    package let bus: Int
    package let device: Int

    package init(bus: Int, device: Int) {
        self.bus = bus
        self.device = device
    }

    /// Reads `SCARD_ATTR_CHANNEL_ID`, `0xDDDDCCCC`: type `0x0020` is USB, and the channel is bus and device number.
    ///
    /// Nothing for other types, and for what is no 32-bit number in the machine's byte order, zero-extended or not.
    package init?(channelID: [UInt8]) {
        guard channelID.count == 4 || channelID.count == 8 else { return nil }
        // pcsc-lite runs where we run, and all of those are little-endian.
        let number = channelID.reversed().reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
        guard number >> 16 == 0x0020 else { return nil }
        self.init(bus: Int(number >> 8 & 0xFF), device: Int(number & 0xFF))
    }
}
