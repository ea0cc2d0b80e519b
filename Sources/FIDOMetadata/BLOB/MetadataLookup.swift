/// The answer to "which entry is this?".
package enum MetadataLookup: Sendable {
    case found(MetadataEntry)
    /// Not there. That is no verdict on the product: a certified model need not be in the service.
    case absent
    /// Several entries claim the name and differ, so that none of them can be believed.
    case ambiguous([MetadataEntry])

    package var entry: MetadataEntry? {
        guard case .found(let entry) = self else { return nil }
        return entry
    }
}

extension MetadataLookup {
    /// Everything that claims the name: one, none, or the entries that contradict each other.
    package var entries: [MetadataEntry] {
        switch self {
        case .found(let entry): [entry]
        case .absent: []
        case .ambiguous(let entries): entries
        }
    }
}
