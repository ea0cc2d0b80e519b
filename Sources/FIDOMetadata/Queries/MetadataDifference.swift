package import Vocabulary

/// What changed from one BLOB to another.
package struct MetadataDifference: Sendable {
    /// A model whose reports are not what they were.
    package struct Change: Sendable {
        package let entry: MetadataEntry
        /// The level on the day, before and after; `nil` is none.
        package let before: CertificationLevel?
        package let after: CertificationLevel?
        /// Reports that are only in the newer BLOB, and only in the older one.
        package let added: [StatusReport]
        package let removed: [StatusReport]

        package var changesLevel: Bool { before != after }
    }

    package let added: [MetadataEntry]
    package let removed: [MetadataEntry]
    package let changed: [Change]

    /// Compares two BLOBs, levels as of one day.
    ///
    /// Models are matched by their first identifier, which is what the service keeps stable.
    package init(from old: MetadataBLOB, to new: MetadataBLOB, at date: CalendarDate) {
        let before = Self.byIdentifier(old.entries)
        let after = Self.byIdentifier(new.entries)
        added = new.entries.filter { entry in entry.identifiers.first.map { before[$0] == nil } ?? false }
        removed = old.entries.filter { entry in entry.identifiers.first.map { after[$0] == nil } ?? false }
        changed = new.entries.compactMap { entry in
            guard let identifier = entry.identifiers.first, let earlier = before[identifier] else { return nil }
            return Self.change(from: earlier, to: entry, at: date)
        }
    }

    private static func byIdentifier(_ entries: [MetadataEntry]) -> [AuthenticatorIdentifier: MetadataEntry] {
        Dictionary(
            entries.compactMap { entry in entry.identifiers.first.map { ($0, entry) } },
            uniquingKeysWith: { first, _ in first }
        )
    }

    private static func change(from old: MetadataEntry, to new: MetadataEntry, at date: CalendarDate) -> Change? {
        let before = Set(old.statusReports.map(\.withoutPosition))
        let after = Set(new.statusReports.map(\.withoutPosition))
        guard before != after else { return nil }
        return Change(
            entry: new,
            before: LevelAssessment(of: old, firmware: nil, at: date).level,
            after: LevelAssessment(of: new, firmware: nil, at: date).level,
            added: new.statusReports.filter { !before.contains($0.withoutPosition) },
            removed: old.statusReports.filter { !after.contains($0.withoutPosition) }
        )
    }
}

extension StatusReport {
    /// A report that was moved in its list says what it said before.
    fileprivate var withoutPosition: StatusReport {
        var report = self
        report.position = 0
        return report
    }
}
