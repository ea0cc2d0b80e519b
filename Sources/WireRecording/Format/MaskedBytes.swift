/// A run of bytes that is zero in the recording, and the rule that stands in its place.
package struct Mask: Hashable, Sendable {
    package let offset: Int
    package let length: Int
    package let rule: MaskRule
    /// Which of several values of one kind this is: equal numbers mean equal bytes.
    package let classNumber: Int?

    package init(offset: Int, length: Int, rule: MaskRule, classNumber: Int? = nil) {
        self.offset = offset
        self.length = length
        self.rule = rule
        self.classNumber = classNumber
    }

    package init(_ range: Range<Int>, _ rule: MaskRule, classNumber: Int? = nil) {
        self.init(offset: range.lowerBound, length: range.count, rule: rule, classNumber: classNumber)
    }

    package var range: Range<Int> { offset..<offset + length }

    func moved(by distance: Int) -> Self {
        Self(offset: offset + distance, length: length, rule: rule, classNumber: classNumber)
    }
}

/// Bytes as a recording keeps them: a template, and the masks over it.
package struct MaskedBytes: Hashable, Sendable {
    /// Zero wherever a mask lies.
    package let bytes: [UInt8]
    /// In rising order, without overlap, inside the bytes.
    package let masks: [Mask]

    /// Puts zeros under the masks, which come in rising order; one that reaches beyond the bytes is left out.
    package init(_ bytes: [UInt8], masks: [Mask] = []) {
        guard !masks.isEmpty else {
            self.bytes = bytes
            self.masks = []
            return
        }
        var template = bytes
        self.masks = masks.filter { $0.offset >= 0 && $0.length > 0 && $0.length <= bytes.count - $0.offset }
        for mask in self.masks {
            for position in mask.range { template[position] = 0 }
        }
        self.bytes = template
    }

    func isMasked(_ position: Int) -> Bool { masks.contains { $0.range.contains(position) } }

    /// The first mask of a rule.
    package func mask(_ rule: MaskRule) -> Mask? { masks.first { $0.rule == rule } }
}
