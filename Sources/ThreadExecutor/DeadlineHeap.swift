/// Deadlines in the order of their coming, each removable by its ticket.
///
/// A heap with an index: a card that answers ten thousand times a second sets and clears a deadline each time, and a
/// heap that only marks what was cleared would grow by all of them.
struct DeadlineHeap<Value> {
    typealias Ticket = UInt64

    private struct Entry {
        let ticket: Ticket
        let deadline: UInt64
        let value: Value
    }

    private var entries: [Entry] = []
    private var positions: [Ticket: Int] = [:]
    private var lastTicket: Ticket = 0

    var count: Int { entries.count }
    var earliest: UInt64? { entries.first?.deadline }

    mutating func insert(_ value: Value, at deadline: UInt64) -> Ticket {
        lastTicket += 1
        entries.append(Entry(ticket: lastTicket, deadline: deadline, value: value))
        positions[lastTicket] = entries.count - 1
        siftUp(entries.count - 1)
        return lastTicket
    }

    /// Forgets a deadline and says when it would have been.
    @discardableResult
    mutating func remove(_ ticket: Ticket) -> UInt64? {
        positions[ticket].map { remove(at: $0).deadline }
    }

    /// Takes the earliest value out when its time has come.
    mutating func popExpired(at now: UInt64) -> Value? {
        guard let earliest, earliest <= now else { return nil }
        return remove(at: 0).value
    }

    private mutating func remove(at position: Int) -> Entry {
        swap(position, entries.count - 1)
        let removed = entries.removeLast()
        positions[removed.ticket] = nil
        if position < entries.count {
            siftUp(position)
            siftDown(position)
        }
        return removed
    }

    private mutating func siftUp(_ start: Int) {
        var child = start
        while child > 0 {
            let parent = (child - 1) / 2
            guard entries[child].deadline < entries[parent].deadline else { return }
            swap(child, parent)
            child = parent
        }
    }

    private mutating func siftDown(_ start: Int) {
        var parent = start
        while true {
            let children = (2 * parent + 1)..<min(2 * parent + 3, max(entries.count, 2 * parent + 1))
            guard let least = children.min(by: { entries[$0].deadline < entries[$1].deadline }),
                entries[least].deadline < entries[parent].deadline
            else { return }
            swap(parent, least)
            parent = least
        }
    }

    private mutating func swap(_ one: Int, _ other: Int) {
        entries.swapAt(one, other)
        positions[entries[one].ticket] = one
        positions[entries[other].ticket] = other
    }
}
