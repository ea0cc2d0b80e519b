/// Names of members, compared where they stand in the text.
///
/// A BLOB has tens of thousands of them, and few are ever needed as a string.
extension JSONNode {
    /// The names of an object's members, as the strings that they are.
    var keys: [JSONNode]? {
        guard kind == .object else { return nil }
        var keys: [JSONNode] = []
        let end = Int(value.next)
        var position = index + 1
        while position < end {
            keys.append(JSONNode(document: document, index: position))
            position = Int(document.values[position + 1].next)
        }
        return keys
    }

    /// A key as text; as it is written where it is no text.
    var name: String { string ?? rawText }

    /// The value that belongs to a key: the very next one, for strings hold nothing.
    var valueOfKey: JSONNode { JSONNode(document: document, index: index + 1) }

    /// Whether a key is a name, compared after unescaping.
    func isSpelled(_ name: String) -> Bool {
        let value = value
        guard !value.isEscaped else { return string.map { $0.utf8.elementsEqual(name.utf8) } ?? false }
        return Int(value.end - value.start) == name.utf8.count + 2
            && document.bytes[Int(value.start) + 1..<Int(value.end) - 1].elementsEqual(name.utf8)
    }

    /// What tells this key from nearly every other one at a glance.
    var fingerprint: NameFingerprint {
        let value = value
        guard !value.isEscaped else { return NameFingerprint(name) }
        return document.bytes.withUnsafeBufferPointer { bytes in
            NameFingerprint(UnsafeBufferPointer(rebasing: bytes[Int(value.start) + 1..<Int(value.end) - 1]))
        }
    }

    /// The positions of keys that an earlier key spells the same; their fingerprints stand beside them.
    static func repeated(_ keys: [JSONNode], _ fingerprints: [NameFingerprint]) -> [Int] {
        // Comparing each with each is quickest for the few that an honest object has.
        guard keys.count <= 64 else {
            var seen: Set<String> = []
            return keys.indices.filter { !seen.insert(keys[$0].name).inserted }
        }
        return keys.indices.filter { position in
            (0..<position)
                .contains { earlier in
                    fingerprints[earlier] == fingerprints[position]
                        && keys[earlier].isSpelled(like: keys[position])
                }
        }
    }

    private func isSpelled(like other: JSONNode) -> Bool {
        let (left, right) = (value, other.value)
        guard !left.isEscaped, !right.isEscaped else { return name == other.name }
        return left.end - left.start == right.end - right.start && rawBytes.elementsEqual(other.rawBytes)
    }
}
