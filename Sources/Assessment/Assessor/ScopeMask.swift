import SupportMatrix

/// A rule's scope in one dimension as a table of truth values, so that a cell is asked by index.
struct ScopeMask {
    private let members: [Bool]?

    init(_ ids: [String]?, among known: [String]) {
        members = ids.map { ids in known.map(ids.contains) }
    }

    /// Whether the scope covers the element; one that the edition does not have is covered only by "all".
    subscript(index: Int?) -> Bool {
        guard let members else { return true }
        guard let index else { return false }
        return members[index]
    }
}

/// The footnotes that an element carries, or a rule states, as two sets of bits.
struct MarkBits {
    var systems: UInt128 = 0
    var authenticators: UInt128 = 0

    init(_ marks: [FootnoteMark] = []) {
        for mark in marks {
            switch mark.table {
            case .systems: systems |= 1 << UInt128(mark.number)
            case .authenticators: authenticators |= 1 << UInt128(mark.number)
            }
        }
    }

    func union(_ other: Self) -> Self {
        var result = self
        result.systems |= other.systems
        result.authenticators |= other.authenticators
        return result
    }

    /// Whether a note of both is the same note.
    func meets(_ other: Self) -> Bool {
        (systems & other.systems) | (authenticators & other.authenticators) != 0
    }

    /// Whether a note of one has the number of a note of the other's other table.
    func meetsByNumberAlone(_ other: Self) -> Bool {
        (systems & other.authenticators) | (authenticators & other.systems) != 0
    }
}
