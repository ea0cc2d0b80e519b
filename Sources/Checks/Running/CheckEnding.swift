import DeviceTransport
import SafetyGuard

/// What comes of one check on the device's thread, apart from the time it took.
struct CheckEnding: Sendable {
    var outcome: CheckOutcome
    var notes: [String] = []
    /// Why there is no point in going on with the device.
    var farewell: String?
    /// Whether the device is gone, so that it may come back.
    var isLoss = false
    /// A difference from a recording: no outcome of a check, but the end of a replay.
    var mismatch: TransportError?

    init(_ outcome: CheckOutcome) { self.outcome = outcome }

    init(_ error: TransportError) {
        let end = CheckEnd.unreachable(error)
        outcome = end.outcome
        (farewell, isLoss) = (end.farewell, end.isLoss)
        if [.replayMismatch, .recordingExhausted].contains(error.code) { mismatch = error }
    }

    static let stopped = Self(.stopped)

    /// Adds what the check has left on the device, and why: then it has failed, however it ended.
    mutating func add(_ leftovers: [String], _ problems: [String]) {
        guard !leftovers.isEmpty else { return }
        let reasons = [outcome.reason].compactMap(\.self) + problems + leftovers
        outcome = .failed(reasons.joined(separator: "; "))
    }

    /// Runs the needs and the body of a check, each by a subject that may send no more than it has to.
    ///
    /// The tries are read anew before each check that could cost one.
    init<Subject>(
        of check: Check<Subject>,
        allowance: DangerClass,
        tries: (Subject) throws(CheckEnd) -> TriesLeft,
        context: CheckContext,
        using subject: (SubjectAllowance) -> Subject,
        settling settle: (Subject) -> Void = { _ in }
    ) async {
        do throws(CheckEnd) {
            let danger = check.description.danger
            guard danger <= allowance else {
                throw .notRun(
                    .person,
                    "it is of class \(danger), and no more than \(allowance) is allowed\(danger.hint)"
                )
            }
            for need in check.needs {
                guard need.danger <= allowance else {
                    throw .notRun(
                        .person,
                        "it needs \(need.text), and no more than \(allowance) is allowed\(need.danger.hint)"
                    )
                }
                let used = subject(SubjectAllowance(need.danger))
                defer { settle(used) }
                try await need.meet(used)
            }
            if danger > .d2 {
                let used = subject(SubjectAllowance(.d0))
                defer { settle(used) }
                if let refusal = try tries(used).refusal { throw .notRun(.person, refusal) }
            }
            let used = subject(SubjectAllowance(check.description))
            defer { settle(used) }
            try await check.body(used)
            outcome = .passed
            outcome.marginal = context.marginal
        } catch {
            outcome = error.outcome
            (farewell, isLoss) = (error.farewell, error.isLoss)
            if case .unreachable(let error) = error, [.replayMismatch, .recordingExhausted].contains(error.code) {
                mismatch = error
            }
        }
        notes = context.notes
    }
}

extension DangerClass {
    /// How more is allowed, where an option is all that it takes.
    fileprivate var hint: String { self > .d2 ? "" : "; --danger \(rawValue.lowercased()) allows it" }
}
