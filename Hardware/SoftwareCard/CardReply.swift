/// What an application has to say: bytes and a status word.
struct CardReply: Hashable {
    let data: [UInt8]
    let status: UInt16

    init(_ status: UInt16) {
        data = []
        self.status = status
    }

    init(_ data: [UInt8], _ status: UInt16 = success) {
        self.data = data
        self.status = status
    }

    var encoded: [UInt8] { data + [UInt8(status >> 8), UInt8(status & 0xFF)] }

    static let success: UInt16 = 0x9000

    static let wrongLength = Self(0x6700)
    static let channelNotSupported = Self(0x6881)
    static let secureMessagingNotSupported = Self(0x6882)
    static let lastOfChainExpected = Self(0x6883)
    static let chainingNotSupported = Self(0x6884)
    static let securityNotSatisfied = Self(0x6982)
    static let authenticationBlocked = Self(0x6983)
    static let conditionsNotSatisfied = Self(0x6985)
    static let wrongData = Self(0x6A80)
    static let notFound = Self(0x6A82)
    static let wrongParameters = Self(0x6A86)
    static let referenceNotFound = Self(0x6A88)
    static let wrongInstruction = Self(0x6D00)
    static let wrongClass = Self(0x6E00)

    /// `61xx`: so many bytes are left to fetch, and `6100` means 256 or more.
    static func moreAvailable(_ data: [UInt8], left: Int) -> Self {
        Self(data, 0x6100 | (left < 256 ? UInt16(left) : 0))
    }

    /// `6Cxx`: ask again for exactly so many.
    static func wrongExpectedLength(exact: Int) -> Self { Self(0x6C00 | UInt16(exact & 0xFF)) }

    /// `63Cx`: the check failed, so many tries are left.
    static func triesLeft(_ count: Int) -> Self { Self(0x63C0 | UInt16(count & 0x0F)) }
}
