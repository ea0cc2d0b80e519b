import CBORTree

/// The parameter map of a CTAP2 request, as far as a class hangs on it.
///
/// Only a map that every authenticator must read alike is taken: with a tag or a duplicate key in it, ours might be
/// one reading and the key's another.
struct CTAPParameters {
    /// How an option in an options map stands.
    enum OptionState {
        case absent
        case off
        /// On, or anything else that is not plainly off.
        case on
    }

    private let map: CBORItem

    init?(_ body: some Sequence<UInt8>) {
        guard let map = try? CBORItem(parsing: Array(body)), map.entries != nil else { return nil }
        let ambiguous: Set<CBORFinding.Rule> = [.tagged, .duplicateKey]
        guard !map.canonicalFindings().contains(where: { ambiguous.contains($0.rule) }) else { return nil }
        self.map = map
    }

    func item(_ member: Int64) -> CBORItem? { map[member] }

    func has(_ member: Int64) -> Bool { map[member] != nil }

    func number(_ member: Int64) -> UInt64? { map[member]?.unsignedInteger }

    func isTrue(_ member: Int64) -> Bool { map[member]?.bool == true }

    func option(_ name: String, in member: Int64) -> OptionState {
        guard let options = map[member] else { return .absent }
        guard options.entries != nil else { return .on }
        guard let value = options[name] else { return .absent }
        return value.bool == false ? .off : .on
    }

    /// Whether a parameter is there that is not the empty byte string.
    func isFilled(_ member: Int64) -> Bool {
        map[member].map { $0.bytes != [] } ?? false
    }

    /// Whether every extension asked for is one of the given.
    func hasOnlyExtensions(_ known: Set<String>, in member: Int64) -> Bool {
        guard let extensions = map[member] else { return true }
        guard let entries = extensions.entries else { return false }
        return entries.allSatisfy { entry in entry.key.text.map(known.contains) ?? false }
    }
}
