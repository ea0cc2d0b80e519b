/// A secret with its tries; wrong values cost one, the right one restores all.
struct ReferenceData {
    let maximumTries: Int
    private var value: [UInt8]
    private(set) var triesLeft: Int
    var isVerified = false

    init(_ value: [UInt8], tries: Int) {
        self.value = value
        maximumTries = tries
        triesLeft = tries
    }

    /// VERIFY with data: compares, and counts.
    ///
    /// What has not the form of such a secret is refused without being compared, so it costs no try (SP 800-73-4 part 2,
    /// 3.2.1).
    mutating func verify(_ candidate: [UInt8]) -> CardReply {
        guard triesLeft > 0 else { return .authenticationBlocked }
        guard candidate.count == value.count else { return .wrongData }
        guard candidate == value else {
            spendTry()
            return status
        }
        triesLeft = maximumTries
        isVerified = true
        return CardReply(CardReply.success)
    }

    mutating func spendTry() {
        triesLeft = max(0, triesLeft - 1)
        isVerified = false
    }

    /// CHANGE REFERENCE DATA: the old value, then the new one.
    mutating func change(_ both: [UInt8]) -> CardReply {
        guard both.count == 2 * value.count else { return .wrongData }
        let reply = verify(Array(both.prefix(value.count)))
        guard reply.status == CardReply.success else { return reply }
        value = Array(both.suffix(value.count))
        return reply
    }

    /// A new value with all its tries, by the word of another secret.
    mutating func replace(with value: [UInt8]) {
        self.value = value
        triesLeft = maximumTries
    }

    /// What VERIFY without data tells: nothing is compared, so no try is spent.
    var status: CardReply {
        if isVerified { return CardReply(CardReply.success) }
        return triesLeft == 0 ? .authenticationBlocked : .triesLeft(triesLeft)
    }
}
