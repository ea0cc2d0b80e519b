import Checks

/// Says which key waits for a touch; the keys of a run wait for their turn at the one pair of hands.
struct TouchNotice: TouchAttendant {
    let console: Console
    let device: String
    let turns: TurnQueue
    /// What the touch is for.
    var check: CheckID?

    func touchIsNeeded() { console.note("touch \(device)\(check.map { " for \($0)" } ?? "")") }

    func attending(_ check: CheckID) -> any TouchAttendant {
        var notice = self
        notice.check = check
        return notice
    }

    func touchIsOver() {}

    func inTurn<Value: Sendable>(_ body: @Sendable () async -> Value) async -> Value? {
        try? await turns.inTurn(body)
    }
}
