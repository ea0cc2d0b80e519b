import DeviceTransport
import SafetyGuard

/// What comes of one check on the device's thread, apart from the time it took.
struct CheckEnding: Sendable {
    var outcome: CheckOutcome
    var notes: [String] = []
    /// Why there is no point in going on with the device.
    var farewell: String?
    /// A difference from a recording: no outcome of a check, but the end of a replay.
    var mismatch: TransportError?

    init(_ outcome: CheckOutcome) { self.outcome = outcome }

    /// Tries that are never touched: with so many left nothing is done that could cost one.
    static let floor: UInt64 = 2

    /// Runs the needs and the body of a check, each by a subject of its own class.
    init<Subject>(
        of check: Check<Subject>,
        allowance: DangerClass,
        triesLeft: () -> UInt64? = { nil },
        context: CheckContext,
        using subject: (DangerClass) -> Subject,
        settling settle: (Subject) -> Void = { _ in }
    ) async {
        do throws(CheckEnd) {
            let danger = check.description.danger
            guard danger <= allowance else {
                throw .notRun(.person, "it is of class \(danger), and no more than \(allowance) is allowed")
            }
            if danger > .d2, let tries = triesLeft(), tries <= Self.floor {
                throw .notRun(.person, "only \(tries) tries are left, and more than \(Self.floor) must be")
            }
            for need in check.needs {
                guard need.danger <= allowance else {
                    throw .notRun(.person, "it needs \(need.text), and no more than \(allowance) is allowed")
                }
                let used = subject(need.danger)
                defer { settle(used) }
                try await need.meet(used)
            }
            let used = subject(danger)
            defer { settle(used) }
            try await check.body(used)
            outcome = .passed
            outcome.marginal = context.marginal
        } catch {
            outcome = error.outcome
            farewell = error.farewell
            if case .unreachable(let error) = error, [.replayMismatch, .recordingExhausted].contains(error.code) {
                mismatch = error
            }
        }
        notes = context.notes
    }
}
