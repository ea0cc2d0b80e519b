/// Whoever tells a person that a key waits for a touch; called on the device's thread, and must not wait.
package protocol TouchAttendant: Sendable {
    func touchIsNeeded()
    func touchIsOver()

    /// The same, for the touches of one check, which can then be named.
    func attending(_ check: CheckID) -> any TouchAttendant

    /// Runs a check that may need a hand, once no other device keeps the hands busy.
    ///
    /// - Returns: `nil` when the task was cancelled before its turn came.
    func inTurn<Value: Sendable>(_ body: @Sendable () async -> Value) async -> Value?
}

extension TouchAttendant {
    package func attending(_ check: CheckID) -> any TouchAttendant { self }

    package func inTurn<Value: Sendable>(_ body: @Sendable () async -> Value) async -> Value? { await body() }
}

/// For keys that touch themselves, and for runs that ask nobody.
package struct NoAttendant: TouchAttendant {
    package init() {}
    package func touchIsNeeded() {}
    package func touchIsOver() {}
}
