/// One way in which an item departs from CTAP2 canonical form.
package struct CBORFinding: Hashable, Sendable, CustomStringConvertible {
    package enum Rule: String, Hashable, Sendable, CaseIterable {
        case headNotShortest = "a number or length is not written as short as possible"
        case indefiniteLength = "an indefinite length is used"
        case keysOutOfOrder = "a map key stands behind one that sorts after it"
        case duplicateKey = "a map key occurs twice"
        case tagged = "a tag is used"
        case notUTF8 = "a text string is no UTF-8"
        case tooDeep = "arrays and maps are nested more than four deep"
    }

    package let rule: Rule
    /// Where, as the keys and indices that lead there in diagnostic notation: `[4]["rk"]`; empty for the whole.
    package let path: String

    package init(_ rule: Rule, path: String) {
        self.rule = rule
        self.path = path
    }

    package var description: String { path.isEmpty ? rule.rawValue : "\(rule.rawValue) at \(path)" }
}

extension CBORItem {
    /// Every departure from CTAP2 canonical form, in the order in which the bytes have them (CTAP 2.1, 8).
    ///
    /// Floating-point numbers are not judged: CTAP leaves their representation as it is.
    package func canonicalFindings() -> [CBORFinding] {
        var inspection = CanonicalInspection()
        inspection.inspect(self, path: "", depth: 0)
        return inspection.findings
    }
}

private struct CanonicalInspection {
    /// "The depth of nested CBOR structures" that CTAP2 messages may have (CTAP 2.1, 8).
    static let levels = 4

    var findings: [CBORFinding] = []

    mutating func inspect(_ item: CBORItem, path: String, depth: Int) {
        switch item {
        case .unsigned(let head), .negative(let head), .simple(let head):
            inspect(head, path: path)
        case .byteString(let string):
            inspect(string, path: path)
        case .textString(let string):
            inspect(string, path: path)
            if item.text == nil { note(.notUTF8, path) }
        case .array(let array):
            enter(array.length, count: array.elements.count, path: path, depth: depth)
            for (index, element) in array.elements.enumerated() {
                inspect(element, path: "\(path)[\(index)]", depth: depth + 1)
            }
        case .map(let map):
            enter(map.length, count: map.entries.count, path: path, depth: depth)
            inspect(map.entries, path: path, depth: depth)
        case .tagged(let head, let content):
            note(.tagged, path)
            inspect(head, path: path)
            inspect(content, path: path, depth: depth)
        case .float:
            break
        }
    }

    private mutating func note(_ rule: CBORFinding.Rule, _ path: String) {
        findings.append(CBORFinding(rule, path: path))
    }

    private mutating func inspect(_ head: CBORHead, path: String) {
        if !head.isShortest { note(.headNotShortest, path) }
    }

    private mutating func inspect(_ string: CBORString, path: String) {
        if string.isIndefinite { note(.indefiniteLength, path) }
        for chunk in string.chunks {
            inspect(CBORHead(UInt64(chunk.bytes.count), width: chunk.width), path: path)
        }
    }

    private mutating func enter(_ length: CBORLength, count: Int, path: String, depth: Int) {
        if depth == Self.levels { note(.tooDeep, path) }
        switch length {
        case .definite(let width): inspect(CBORHead(UInt64(count), width: width), path: path)
        case .indefinite: note(.indefiniteLength, path)
        }
    }

    private mutating func inspect(_ entries: [CBORMap.Entry], path: String, depth: Int) {
        var seen: Set<[UInt8]> = []
        var latest: [UInt8]?
        for entry in entries {
            let place = "\(path)[\(entry.key.diagnostic)]"
            inspect(entry.key, path: place, depth: depth + 1)
            // Spelling is judged above; order and sameness are those of the key's meaning.
            let key = entry.key.canonicalized().encoded()
            if !seen.insert(key).inserted {
                note(.duplicateKey, place)
            } else if let previous = latest, CBORKeyOrder.precedes(key, previous) {
                note(.keysOutOfOrder, place)
            }
            if latest.map({ CBORKeyOrder.precedes($0, key) }) ?? true { latest = key }
            inspect(entry.value, path: place, depth: depth + 1)
        }
    }
}
