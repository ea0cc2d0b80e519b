import SupportMatrix

/// What one element of an edition (a system, a column, a row) means for each rule, one bit per rule.
///
/// Whether a rule bears on a cell is then a few operations on words, for all rules at once; the reader refuses an
/// edition with more rules than a word has bits.
struct RuleMasks {
    /// Rules whose scope has the element in it.
    var scope: UInt64 = 0
    /// Rules that are stated by a footnote which the element carries.
    var own: UInt64 = 0
    /// Rules that are stated by a footnote with the number of one that the element carries, in the other table.
    var clashing: UInt64 = 0

    /// An element that the edition has, with the ids that a rule's scope names in its dimension.
    init(
        of id: String,
        carrying footnotes: [FootnoteMark],
        _ rules: [CompiledRule],
        scope dimension: (EditionRule.Scope) -> [String]?
    ) {
        for (index, rule) in rules.enumerated() {
            let bit = UInt64(1) << UInt64(index)
            if dimension(rule.rule.scope)?.contains(id) ?? true { scope |= bit }
            for mark in footnotes {
                if rule.rule.footnotes.contains(mark) { own |= bit }
                if rule.rule.footnotes.contains(where: { $0.number == mark.number && $0.table != mark.table }) {
                    clashing |= bit
                }
            }
        }
    }

    /// An element that the edition does not have, on which only rules without a scope bear.
    init(ofUnknownIn rules: [CompiledRule], scope dimension: (EditionRule.Scope) -> [String]?) {
        for (index, rule) in rules.enumerated() where dimension(rule.rule.scope) == nil {
            scope |= UInt64(1) << UInt64(index)
        }
    }

    /// Several elements of one cell.
    func meeting(_ other: Self) -> Self {
        var result = self
        result.scope &= other.scope
        result.own |= other.own
        result.clashing |= other.clashing
        return result
    }
}
