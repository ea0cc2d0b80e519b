/// What a report says of one check on one device.
package struct CheckResult: Hashable, Sendable, Codable {
    package let id: CheckID
    /// The device's position in the run, from 0.
    package let device: Int
    package var outcome: CheckOutcome
    /// Measurements and remarks, in the order in which they were made.
    package var notes: [String]
    package var milliseconds: Int

    package init(id: CheckID, device: Int, outcome: CheckOutcome, notes: [String] = [], milliseconds: Int = 0) {
        self.id = id
        self.device = device
        self.outcome = outcome
        self.notes = notes
        self.milliseconds = milliseconds
    }
}
