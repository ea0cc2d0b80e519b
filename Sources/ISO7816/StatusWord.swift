import Octets

/// SW1 and SW2, with which a card ends each answer (ISO/IEC 7816-4:2020, 5.6).
package struct StatusWord: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    package let rawValue: UInt16
    package init(rawValue: UInt16) { self.rawValue = rawValue }

    package init(sw1: UInt8, sw2: UInt8) {
        rawValue = UInt16(sw1) << 8 | UInt16(sw2)
    }

    package var sw1: UInt8 { UInt8(truncatingIfNeeded: rawValue >> 8) }
    package var sw2: UInt8 { UInt8(truncatingIfNeeded: rawValue) }

    package static let success = Self(rawValue: 0x9000)
    package static let endOfFileReached = Self(rawValue: 0x6282)
    package static let fileDeactivated = Self(rawValue: 0x6283)
    package static let verificationFailed = Self(rawValue: 0x6300)
    package static let wrongLength = Self(rawValue: 0x6700)
    package static let logicalChannelNotSupported = Self(rawValue: 0x6881)
    package static let secureMessagingNotSupported = Self(rawValue: 0x6882)
    package static let lastCommandOfChainExpected = Self(rawValue: 0x6883)
    package static let chainingNotSupported = Self(rawValue: 0x6884)
    package static let securityStatusNotSatisfied = Self(rawValue: 0x6982)
    package static let authenticationMethodBlocked = Self(rawValue: 0x6983)
    package static let conditionsNotSatisfied = Self(rawValue: 0x6985)
    package static let commandNotAllowed = Self(rawValue: 0x6986)
    package static let incorrectData = Self(rawValue: 0x6A80)
    package static let functionNotSupported = Self(rawValue: 0x6A81)
    package static let fileNotFound = Self(rawValue: 0x6A82)
    package static let recordNotFound = Self(rawValue: 0x6A83)
    package static let notEnoughMemory = Self(rawValue: 0x6A84)
    package static let incorrectP1P2 = Self(rawValue: 0x6A86)
    package static let referencedDataNotFound = Self(rawValue: 0x6A88)
    package static let wrongP1P2 = Self(rawValue: 0x6B00)
    package static let instructionNotSupported = Self(rawValue: 0x6D00)
    package static let classNotSupported = Self(rawValue: 0x6E00)
    package static let noPreciseDiagnosis = Self(rawValue: 0x6F00)

    /// `61xx`: that many bytes of the answer wait for GET RESPONSE.
    package static func moreData(_ count: UInt8) -> Self { Self(sw1: 0x61, sw2: count) }
    /// `6Cxx`: the command is to be sent again with this Le.
    package static func wrongExpectedLength(_ length: UInt8) -> Self { Self(sw1: 0x6C, sw2: length) }
    /// `63Cx`: refused, with so many tries left, 15 at most.
    package static func triesLeft(_ count: UInt8) -> Self { Self(sw1: 0x63, sw2: 0xC0 | min(count, 15)) }

    /// Normal processing: `9000`, or `61xx` with more to fetch.
    package var isSuccess: Bool { self == .success || sw1 == 0x61 }

    /// How many bytes wait, after `61xx`; `6100` means 256 or more.
    package var remainingBytes: Int? { sw1 == 0x61 ? Self.count(sw2) : nil }

    /// Which Le the card wants, after `6Cxx`.
    package var correctLength: Int? { sw1 == 0x6C ? Self.count(sw2) : nil }

    /// How many tries are left, after `63Cx`.
    package var remainingTries: Int? { rawValue & 0xFFF0 == 0x63C0 ? Int(rawValue & 0x000F) : nil }

    /// The four digits, as every card manual writes them.
    package var description: String { Hex.encode([sw1, sw2]).uppercased() }

    private static func count(_ byte: UInt8) -> Int { byte == 0 ? 0x100 : Int(byte) }
}
