/// What every check has beside its subject.
package final class CheckContext {
    package let id: CheckID
    package let seed: CheckSeed
    package let timing: CheckTiming
    package let attendant: any TouchAttendant
    package private(set) var notes: [String] = []
    package private(set) var marginal: String?

    package init(id: CheckID, seed: CheckSeed, timing: CheckTiming, attendant: any TouchAttendant) {
        self.id = id
        self.seed = seed
        self.timing = timing
        self.attendant = attendant
    }

    /// Bytes of this check's own for a purpose, the same in a replay.
    package func bytes(_ purpose: String, count: Int = 32) -> [UInt8] {
        seed.derive("\(id), \(purpose)", count: count)
    }

    /// Puts a measurement or a remark into the report.
    package func note(_ text: String) { notes.append(text) }

    /// Marks the check as passed, but close to a limit.
    package func mark(marginal text: String) { marginal = text }
}
