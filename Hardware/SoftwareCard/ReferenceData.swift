/// A PIN with its tries; wrong values cost one, the right one restores all.
struct ReferenceData {
    /// The application PIN that PIV cards leave the factory with, `123456`, padded to eight bytes.
    static let factoryPIN: [UInt8] = [0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0xFF, 0xFF]

    static let maximumTries = 3

    private var value = factoryPIN
    private(set) var triesLeft = maximumTries
    var isVerified = false

    /// VERIFY, data field present or not (ISO/IEC 7816-4:2020, 11.5.6; SP 800-73-4 part 2, 3.2.1).
    mutating func verify(_ candidate: [UInt8]) -> CardReply {
        guard !candidate.isEmpty else { return status }
        guard triesLeft > 0 else { return .authenticationBlocked }
        guard candidate.count == value.count else { return .wrongData }
        guard candidate == value else {
            triesLeft -= 1
            isVerified = false
            return triesLeft == 0 ? .authenticationBlocked : .triesLeft(triesLeft)
        }
        triesLeft = Self.maximumTries
        isVerified = true
        return CardReply(CardReply.success)
    }

    /// CHANGE REFERENCE DATA: the old value, then the new one.
    mutating func change(_ both: [UInt8]) -> CardReply {
        guard both.count == 2 * value.count else { return .wrongData }
        let reply = verify(Array(both.prefix(value.count)))
        guard reply.status == CardReply.success else { return reply }
        value = Array(both.suffix(value.count))
        return reply
    }

    /// What VERIFY without data tells: nothing is compared, so no try is spent.
    private var status: CardReply {
        if isVerified { return CardReply(CardReply.success) }
        return triesLeft == 0 ? .authenticationBlocked : .triesLeft(triesLeft)
    }
}
