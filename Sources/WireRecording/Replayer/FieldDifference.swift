import CBORTree

/// Finds the first field in which live parameters are others than the recorded ones.
///
/// Strings under a mask differ in every run, so only their length counts.
struct FieldDifference {
    private let masks: [Mask]

    init(_ masks: [Mask]) {
        self.masks = masks
    }

    /// The path to it, as in `/3/name`; empty for the whole, `nil` where nothing differs.
    func path(_ recorded: LocatedCBOR, _ live: CBORItem) -> String? {
        guard recorded.item != live else { return nil }
        if let mine = recorded.entries, let others = live.entries {
            if mine.map(\.key) != others.map(\.key) { return keys(mine.map(\.key), others.map(\.key)) }
            for (left, right) in zip(mine, others) {
                if let path = path(left.value, right.value) { return "/\(left.key.diagnostic)\(path)" }
            }
            return framing(recorded.item, live)
        }
        if let mine = recorded.elements, let others = live.elements, mine.count == others.count {
            for (index, (left, right)) in zip(mine, others).enumerated() {
                if let path = path(left, right) { return "/\(index)\(path)" }
            }
            return framing(recorded.item, live)
        }
        if let mine = recorded.item.bytes, let other = live.bytes, mine.count == other.count,
            let place = recorded.stringRanges.first, masks.contains(where: { $0.range == place })
        {
            return nil
        }
        return ""
    }

    /// Parts that are all equal may still be framed in another way: a wider head, a length that is left open.
    private func framing(_ recorded: CBORItem, _ live: CBORItem) -> String? {
        recorded.encodedCount == live.encodedCount ? nil : ""
    }

    private func keys(_ recorded: [CBORItem], _ live: [CBORItem]) -> String {
        if let missing = recorded.first(where: { !live.contains($0) }) { return "/\(missing.diagnostic) is missing" }
        if let added = live.first(where: { !recorded.contains($0) }) { return "/\(added.diagnostic) was added" }
        return " has its members in another order"
    }
}
