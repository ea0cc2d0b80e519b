/// Deals readers out to waits of at most fifteen.
///
/// `SCardGetStatusChange` takes sixteen entries, and the first wait needs one for arrivals. A reader stays where it is
/// until it leaves, so that the others' waits need not be disturbed.
struct ReaderGroups {
    static let capacity = ReaderStateEntries.maximumCount - 1

    private(set) var groups: [[String]] = [[]]

    /// Takes the list of readers and returns the groups that are not as before.
    mutating func update(_ names: [String]) -> Set<Int> {
        var changed: Set<Int> = []
        for index in groups.indices {
            let staying = groups[index].filter(names.contains)
            if staying.count != groups[index].count { changed.insert(index) }
            groups[index] = staying
        }
        let placed = Set(groups.joined())
        for name in names where !placed.contains(name) {
            let index = groups.firstIndex { $0.count < Self.capacity } ?? groups.endIndex
            if index == groups.endIndex { groups.append([]) }
            groups[index].append(name)
            changed.insert(index)
        }
        return changed
    }
}
