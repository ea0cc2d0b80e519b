/// Entries by every name they have.
struct MetadataIndex: Sendable {
    enum Positions: Sendable {
        case one(Int)
        case several([Int])
    }

    private(set) var positions: [AuthenticatorIdentifier: Positions] = [:]

    /// Indexes entries; a name that two of them claim is a finding.
    ///
    /// Entries that are the same to the byte agree, so the first stands for both. Others are ambiguous: picking one
    /// could pick the one that hides a revocation.
    init(of entries: [MetadataEntry], findings: inout [MetadataFinding]) {
        positions.reserveCapacity(entries.count)
        for (position, entry) in entries.enumerated() {
            for identifier in Set(entry.identifiers) {
                insert(identifier, position, entries, &findings)
            }
        }
    }

    /// What the entries that were indexed have under a name.
    func lookup(_ identifier: AuthenticatorIdentifier, in entries: [MetadataEntry]) -> MetadataLookup {
        switch positions[identifier] {
        case nil: .absent
        case .one(let position): .found(entries[position])
        case .several(let positions): .ambiguous(positions.map { entries[$0] })
        }
    }

    private mutating func insert(
        _ identifier: AuthenticatorIdentifier,
        _ position: Int,
        _ entries: [MetadataEntry],
        _ findings: inout [MetadataFinding]
    ) {
        let earlier: [Int]
        switch positions[identifier] {
        case nil:
            positions[identifier] = .one(position)
            return
        case .one(let first): earlier = [first]
        case .several(let all): earlier = all
        }
        let isSame = earlier.contains { entries[$0].isWritten(like: entries[position]) }
        if !isSame { positions[identifier] = .several(earlier + [position]) }
        findings.append(
            MetadataFinding(
                .duplicateIdentifier,
                "$.entries[\(entries[position].index)]",
                "\(identifier) is also the name of $.entries[\(entries[earlier[0]].index)]"
                    + (isSame ? ", which is the same" : ", which differs")
            )
        )
    }
}

extension MetadataEntry {
    /// Whether two entries are the same to the byte.
    func isWritten(like other: MetadataEntry) -> Bool {
        guard let source, let otherSource = other.source else { return false }
        return source.rawBytes.elementsEqual(otherSource.rawBytes)
    }
}
