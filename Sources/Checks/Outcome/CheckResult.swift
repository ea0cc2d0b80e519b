/// What a report says of one check on one device.
package struct CheckResult: Hashable, Sendable, Codable {
    package let id: CheckID
    /// The device's position in the run, from 0.
    package let device: Int
    /// The reader's slot, from 0; `nil` for a key.
    package let slot: Int?
    package var outcome: CheckOutcome
    /// Measurements and remarks, in the order in which they were made.
    package var notes: [String]
    package var milliseconds: Int

    package init(
        id: CheckID,
        device: Int,
        slot: Int? = nil,
        outcome: CheckOutcome,
        notes: [String] = [],
        milliseconds: Int = 0
    ) {
        self.id = id
        self.device = device
        self.slot = slot
        self.outcome = outcome
        self.notes = notes
        self.milliseconds = milliseconds
    }
}

extension CheckResult {
    /// What a result is found by within a device.
    struct Place: Hashable, Sendable {
        let id: CheckID
        let slot: Int?
    }

    var place: Place { Place(id: id, slot: slot) }

    /// Whether it is the reading of tries with which a run begins.
    package var isReadingOfTries: Bool { [.keyTriesBefore, .cardTriesBefore].contains(id) }

    /// The number that such a reading found.
    var triesRead: UInt64? {
        guard isReadingOfTries, outcome.verdict == .passed, let digits = notes.first?.prefix(while: \.isNumber) else {
            return nil
        }
        return UInt64(digits)
    }
}

extension CheckID {
    static let keyTriesBefore: Self = "run.tries-before"
    /// That nothing is left on the key of what checks have written.
    static let undone: Self = "run.undone"
    static let cardTriesBefore: Self = "run.card-tries-before"
}
