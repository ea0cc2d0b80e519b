/// The answers of the rules to one client or one of its browsers, by the rule's index.
///
/// Where a reading may be what makes an answer bear on a cell, the answer is kept in a second form that cites it.
struct RuleReasons {
    private(set) var plain: [[Reason]]
    private(set) var citingSpread: [[Reason]]
    private(set) var citingNumbering: [[Reason]]
    /// Rules that had something to say.
    private(set) var speaking: UInt64 = 0
    /// Rules that had something other than "satisfied" to say.
    private(set) var objecting: UInt64 = 0

    init(_ reasons: [[Reason]], of assessor: Assessor) {
        plain = reasons
        citingSpread = reasons
        citingNumbering = reasons
        for (index, answers) in reasons.enumerated() where !answers.isEmpty {
            let bit = UInt64(1) << UInt64(index)
            speaking |= bit
            if answers.contains(where: { $0.effect != .satisfied }) { objecting |= bit }
            if assessor.markedRequirements & bit != 0 {
                citingSpread[index] = answers.map { $0.citing(ReadingSet(.a02)) }
            }
            if assessor.policy.footnoteNumbering == .shared {
                citingNumbering[index] = answers.map { $0.citing(ReadingSet(.a01)) }
            }
        }
    }

    /// These answers, and those of the rules that only the other asked.
    func merging(_ other: Self) -> Self {
        var result = self
        var bits = other.speaking
        while bits != 0 {
            let index = bits.trailingZeroBitCount
            bits &= bits - 1
            result.plain[index] = other.plain[index]
            result.citingSpread[index] = other.citingSpread[index]
            result.citingNumbering[index] = other.citingNumbering[index]
        }
        result.speaking |= other.speaking
        result.objecting |= other.objecting
        return result
    }
}
