import Foundation

/// A value behind a lock, and a way to wait until it has changed.
///
/// `Synchronization.Mutex` cannot be waited on, and a reader that is held up by a test has to wait for one thing only:
/// that the test lets go.
@safe final class Monitor<State>: @unchecked Sendable {
    private let condition = NSCondition()
    private var state: State

    init(_ state: State) {
        self.state = state
    }

    func withLock<Result, Failure: Error>(_ body: (inout State) throws(Failure) -> Result) throws(Failure) -> Result {
        condition.lock()
        defer {
            condition.broadcast()
            condition.unlock()
        }
        return try body(&state)
    }

    /// Waits until `isMet` holds, or until `limit` has passed, which is `false`.
    ///
    /// Without a limit it waits for ever.
    @discardableResult
    func wait(within limit: Duration? = nil, until isMet: (State) -> Bool) -> Bool {
        let deadline = limit.map { Date(timeIntervalSinceNow: $0.seconds) }
        condition.lock()
        defer { condition.unlock() }
        while !isMet(state) {
            guard let deadline else {
                condition.wait()
                continue
            }
            guard condition.wait(until: deadline) else { return isMet(state) }
        }
        return true
    }
}

extension Duration {
    var seconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) + Double(attoseconds) / 1e18
    }
}
