import Checks

/// Says which key waits for a touch; the keys of a run wait for their turn at the one pair of hands.
struct TouchNotice: TouchAttendant {
    let console: Console
    let device: String
    let turns: TurnQueue

    func touchIsNeeded() { console.note("touch \(device)") }

    func touchIsOver() {}

    func inTurn<Value: Sendable>(_ body: @Sendable () async -> Value) async -> Value? {
        try? await turns.inTurn(body)
    }
}
