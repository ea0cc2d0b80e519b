import DeviceTransport

/// Turns what the daemon says of its readers into what happened to them.
///
/// Pure: the inventory feeds it lists and states in the order in which they were read.
struct ReaderTracker {
    private struct Known {
        var flags: ReaderStateFlags
        /// Nothing while the daemon has not been able to reach the reader.
        var seen: ReaderState?
        /// What was shown last, where it is either a counter that lags or a step without a card.
        var doubtful: ReaderState?
    }

    /// Readers in the order in which they came; `nil` until their state has been seen.
    private(set) var names: [String] = []
    private var known: [String: Known] = [:]

    /// Whether a reader has to be looked at once more before it can be said what happened to it.
    var isInDoubt: Bool { known.values.contains { $0.doubtful != nil } }

    /// What to ask about a reader: its state as last seen, so that only a change answers.
    ///
    /// `comparesCount` says whether a changed event counter counts as a change: pcsc-lite compares 32 bits of its own with
    /// the 16 that fit, so that from 65,536 events on every wait would end at once.
    func query(for name: String, comparesCount: Bool) -> ReaderStateEntries.Query {
        guard let known = known[name] else { return ReaderStateEntries.Query(name: name, known: 0) }
        let count = comparesCount ? UInt32(known.seen?.eventCount ?? 0) << 16 : 0
        return ReaderStateEntries.Query(name: name, known: UInt32(known.flags.rawValue) | count)
    }

    /// Takes the daemon's list of readers.
    mutating func update(list: [String]) -> [InventoryEvent] {
        let gone = names.filter { !list.contains($0) }
        var events = gone.flatMap { remove($0) }
        for name in list where !names.contains(name) { events.append(add(name)) }
        return events
    }

    /// Takes the state of one reader.
    mutating func update(_ state: ReaderState) -> [InventoryEvent] {
        guard names.contains(state.name) else { return [] }
        if state.flags.contains(.unknown) { return remove(state.name) }
        let before = known[state.name]?.seen
        // Neither card nor empty: the daemon cannot reach the reader, knows nothing of its card and shows no counter.
        guard state.flags.contains(.present) || state.flags.contains(.empty) else {
            known[state.name] = Known(flags: state.flags, seen: before)
            return []
        }
        guard let before else {
            known[state.name] = Known(flags: state.flags, seen: state)
            return firstSight(of: state)
        }
        let current = state.catchingUp(with: before)
        let steps = current.eventCount &- before.eventCount
        // A move of which only the state is there yet, after others that are counted, or a step that moved no card: the
        // second look tells, for a counter that lags has caught up by then.
        let isUneven = steps.isMultiple(of: 2) == (current.isCardPresent != before.isCardPresent)
        if isUneven, steps < 0x8000, known[state.name]?.doubtful != state {
            known[state.name]?.doubtful = state
            return []
        }
        known[state.name] = Known(flags: state.flags, seen: current)
        guard steps < 0x8000 else {
            // Counters do not run backwards: this is another reader under the same name.
            let events = remove(state.name) + [add(state.name)] + firstSight(of: state)
            known[state.name] = Known(flags: state.flags, seen: state)
            return events
        }
        return changes(from: before, to: current, steps: Int(steps))
    }

    private mutating func add(_ name: String) -> InventoryEvent {
        names.append(name)
        return .attached(AttachedDevice(id: AttachedDevice.ID(rawValue: name), face: .reader, name: name, usb: nil))
    }

    private mutating func remove(_ name: String) -> [InventoryEvent] {
        names.removeAll { $0 == name }
        known[name] = nil
        return [.detached(AttachedDevice.ID(rawValue: name))]
    }

    private func firstSight(of state: ReaderState) -> [InventoryEvent] {
        guard state.isCardPresent else { return [] }
        return [
            .cardInserted(
                reader: state.name,
                answerToReset: state.answerToReset,
                count: Int(state.eventCount)
            )
        ]
    }

    /// Cards come and go by turns, so the number of steps and the state before say what they were.
    ///
    /// The daemon also counts a reader's recovery from an error, as a step that moves no card: then the number of steps
    /// does not fit the two states, and is one too high. A card that has another answer to reset after it is another card.
    private func changes(from before: ReaderState, to state: ReaderState, steps: Int) -> [InventoryEvent] {
        let wasPresent = before.isCardPresent
        let isFlip = wasPresent != state.isCardPresent
        var moves = steps
        if moves.isMultiple(of: 2) == isFlip { moves = max(0, steps - 1) }
        let isOtherCard = wasPresent && state.isCardPresent && before.answerToReset != state.answerToReset
        if moves == 0, steps > 0, isOtherCard { moves = 2 }
        return (0..<moves)
            .map { move in
                let isLast = move == moves - 1
                // The counter after each move, the last one being what the daemon shows now.
                let count = Int(state.eventCount &- UInt16(truncatingIfNeeded: moves - 1 - move))
                guard wasPresent == move.isMultiple(of: 2) else {
                    return .cardInserted(
                        reader: state.name,
                        answerToReset: isLast ? state.answerToReset : [],
                        count: count
                    )
                }
                return .cardRemoved(reader: state.name, count: count)
            }
    }
}

extension ReaderState {
    /// The state with the counter that belongs to it.
    ///
    /// The daemon sets a reader's state first and its counter a moment later. Who looks in between sees a card come or go
    /// without a step, and at the next look the step without the card.
    fileprivate func catchingUp(with before: ReaderState) -> ReaderState {
        let steps = eventCount &- before.eventCount
        guard steps == 0 || steps == 0xFFFF else { return self }
        let isFlip = isCardPresent != before.isCardPresent
        return ReaderState(
            name: name,
            flags: flags,
            eventCount: before.eventCount &+ (isFlip ? 1 : 0),
            answerToReset: answerToReset
        )
    }
}
