import CBORTree

/// Takes the members out of a getInfo map, and notes what has the wrong type instead of stopping at it.
struct InformationReader {
    typealias Information = AuthenticatorInformation
    typealias Member = AuthenticatorInformation.Member

    private let entries: [CBORMap.Entry]
    private(set) var malformations: [Information.Malformation] = []

    init(entries: [CBORMap.Entry]) {
        self.entries = entries
    }

    /// What is left when every member with a name has been taken out.
    var unknownMembers: [Information.UnknownMember] {
        let known = Set(Member.known.map(\.rawValue))
        return
            entries
            .filter { entry in entry.key.unsignedInteger.map { !known.contains($0) } ?? true }
            .map { Information.UnknownMember(key: $0.key, value: $0.value) }
    }

    mutating func number(_ member: Member) -> UInt64? {
        read(member, "an unsigned integer") { $0.unsignedInteger }
    }

    mutating func bool(_ member: Member) -> Bool? {
        read(member, "a boolean") { $0.bool }
    }

    mutating func bytes(_ member: Member) -> [UInt8]? {
        read(member, "a byte string") { $0.bytes }
    }

    mutating func aaguid(_ member: Member) -> AAGUID? {
        read(member, "a byte string of 16 bytes") { item in item.bytes.flatMap { AAGUID(bytes: $0) } }
    }

    mutating func texts(_ member: Member) -> [String]? {
        list(member, of: "a text string") { $0.text }
    }

    mutating func numbers(_ member: Member) -> [UInt64]? {
        list(member, of: "an unsigned integer") { $0.unsignedInteger }
    }

    mutating func algorithms(_ member: Member) -> [Information.Algorithm]? {
        list(member, of: "a map with alg and type") { item in
            guard let type = item["type"]?.text, let number = item["alg"]?.integer else { return nil }
            return Information.Algorithm(type: type, algorithm: COSEAlgorithm(rawValue: number))
        }
    }

    mutating func options(_ member: Member) -> [Information.Option]? {
        map(member, of: "a text string with a boolean") { entry in
            guard let name = entry.key.text, let value = entry.value.bool else { return nil }
            return Information.Option(name: name, value: value)
        }
    }

    mutating func certifications(_ member: Member) -> [Information.Certification]? {
        map(member, of: "a text string with an unsigned integer") { entry in
            guard let name = entry.key.text, let level = entry.value.unsignedInteger else { return nil }
            return Information.Certification(name: name, level: level)
        }
    }

    private mutating func read<Value>(
        _ member: Member,
        _ expected: String,
        _ convert: (CBORItem) -> Value?
    ) -> Value? {
        guard let item = entries.first(where: { $0.key.unsignedInteger == member.rawValue })?.value else { return nil }
        if let value = convert(item) { return value }
        note(member, expected, item.diagnostic)
        return nil
    }

    /// Elements of the wrong type are left out and noted; the others stand.
    private mutating func list<Value>(
        _ member: Member,
        of expected: String,
        _ convert: (CBORItem) -> Value?
    ) -> [Value]? {
        guard let elements = read(member, "an array", { $0.elements }) else { return nil }
        return elements.compactMap { element in
            if let value = convert(element) { return value }
            note(member, expected, element.diagnostic)
            return nil
        }
    }

    private mutating func map<Value>(
        _ member: Member,
        of expected: String,
        _ convert: (CBORMap.Entry) -> Value?
    ) -> [Value]? {
        guard let entries = read(member, "a map", { $0.entries }) else { return nil }
        return entries.compactMap { entry in
            if let value = convert(entry) { return value }
            note(member, expected, "\(entry.key.diagnostic): \(entry.value.diagnostic)")
            return nil
        }
    }

    private mutating func note(_ member: Member, _ expected: String, _ actual: String) {
        malformations.append(Information.Malformation(member: member, expected: expected, actual: actual))
    }
}
