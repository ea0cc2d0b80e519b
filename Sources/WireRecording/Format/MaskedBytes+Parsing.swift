extension RecordFields {
    /// A byte template with the `mask` list beside it.
    ///
    /// - Throws: A complaint, for a mask out of order or out of bounds, an unknown rule, or a byte under a mask that is
    ///   not zero: somebody's secret, or an edit.
    func maskedBytes(_ name: String) throws(RecordComplaint) -> MaskedBytes {
        let bytes = try bytes(name)
        guard has("mask") else { return MaskedBytes(bytes) }
        var masks: [Mask] = []
        for node in try list("mask") {
            let mask = try Mask(parsing: node, version: version)
            let start = masks.last?.range.upperBound ?? 0
            guard mask.offset >= start, mask.length <= bytes.count, mask.offset <= bytes.count - mask.length else {
                throw node.complaint("a run of bytes of `\(name)` behind the one before")
            }
            if let position = mask.range.first(where: { bytes[$0] != 0 }) {
                let origin = (try self.node(name, "bytes")).offset
                throw RecordComplaint(
                    offset: origin + 1 + 2 * position,
                    problem: "byte \(position) of `\(name)` lies under a mask and is not zero",
                    expected: "00"
                )
            }
            masks.append(mask)
        }
        return MaskedBytes(bytes, masks: masks)
    }
}

extension Mask {
    fileprivate init(parsing node: JSONNode, version: Int) throws(RecordComplaint) {
        guard case .array(let parts) = node.value, (3...4).contains(parts.count) else {
            throw node.complaint("[offset, length, rule] or [offset, length, rule, class]")
        }
        guard let offset = parts[0].wholeNumber, offset >= 0 else { throw parts[0].complaint("an offset") }
        guard let length = parts[1].wholeNumber, length > 0 else { throw parts[1].complaint("a length above 0") }
        guard case .string(let name) = parts[2].value, let rule = MaskRule(rawValue: name), rule.firstVersion <= version
        else {
            let known = MaskRule.allCases.filter { $0.firstVersion <= version }.map { "`\($0.rawValue)`" }
            throw parts[2].complaint("one of the rules \(known.joined(separator: ", "))")
        }
        let classNumber = parts.dropFirst(3).first
        if let classNumber, (classNumber.wholeNumber.map { (0...Int(UInt16.max)).contains($0) }) != true {
            throw classNumber.complaint("a class number from 0 to \(UInt16.max)")
        }
        if let lengths = rule.lengths, !lengths.contains(length) || rule.hasClass && classNumber == nil {
            let counts = lengths.sorted().map(String.init).joined(separator: ", ")
            throw node.complaint("\(counts) bytes" + (rule.hasClass ? " and a class number" : ""))
        }
        self.init(offset: offset, length: length, rule: rule, classNumber: classNumber?.wholeNumber)
    }
}
