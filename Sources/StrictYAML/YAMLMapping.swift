/// The names that a mapping may have, spelt as in the file.
package typealias YAMLKey = RawRepresentable<String> & CaseIterable & Hashable & Sendable

/// A mapping with known keys; every key that is not one of them has been reported, with the nearest that is.
package struct YAMLMapping<Key: YAMLKey> {
    private let value: YAMLValue
    private var members: [Key: (value: YAMLValue, keyPosition: YAMLPosition)] = [:]
    private var emptyKeys: Set<Key> = []

    fileprivate init(_ value: YAMLValue, members list: [YAMLMember]) {
        self.value = value
        for member in list {
            let path = value.appending(member.key.value)
            guard let key = Key(rawValue: member.key.value) else {
                value.reader.report(
                    "\(value.path.isEmpty ? "" : "\(value.subject): ")unknown key \"\(member.key.value.excerpt)\"",
                    at: member.key.position,
                    path: path,
                    suggestion: NearestName.nearest(to: member.key.value, among: Key.allCases.lazy.map(\.rawValue))
                )
                continue
            }
            let entry = YAMLValue(member.value, path: path, reader: value.reader)
            if member.value.value == .null {
                entry.report("\(entry.subject) is empty: give a value or remove the line")
                emptyKeys.insert(key)
            } else {
                members[key] = (entry, member.key.position)
            }
        }
    }

    /// Where the mapping begins.
    package var position: YAMLPosition { value.position }

    /// The value of a key that may be left out.
    package subscript(key: Key) -> YAMLValue? { members[key]?.value }

    /// The value of a key that must be there; its absence is reported.
    package func required(_ key: Key) -> YAMLValue? {
        if members[key] == nil, !emptyKeys.contains(key) {
            value.report("\(value.subject) lacks the key \"\(key.rawValue)\"")
        }
        return members[key]?.value
    }

    /// Reports keys that have no meaning beside the others, each where it stands.
    package func refuse(_ keys: some Sequence<Key>, because reason: String) {
        for key in keys {
            guard let (member, position) = members[key] else { continue }
            member.report("\(member.subject): \(reason)", at: position)
        }
    }

    /// Reports a fault of the mapping as a whole.
    package func report(_ message: String) { value.report(message) }
}

extension YAMLValue {
    /// The value as a mapping whose keys are the cases of a type.
    ///
    /// Read it once: unknown and empty keys are reported while it is made.
    package func mapping<Key: YAMLKey>(_ keys: Key.Type) -> YAMLMapping<Key>? {
        guard case .mapping(let members) = tree else {
            mismatch("a mapping of keys")
            return nil
        }
        return YAMLMapping(self, members: members)
    }
}
