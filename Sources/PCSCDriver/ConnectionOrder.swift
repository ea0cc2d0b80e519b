import ThreadExecutor

/// Lets no connection be used while another one that overlapped it is still being made.
///
/// libpcsclite enters a new handle in its context's list without the lock under which every call that takes a handle looks
/// through the lists of all contexts established before its own (1.9.9). A call that passes in
/// that moment follows a pointer that is not there yet. Contexts that are established later are never looked through, so
/// it is enough that connections that come about together wait for each other once. See
/// `docs/decisions/0079-connections-wait-for-each-other.md`.
final class ConnectionOrder: Sendable {
    static let shared = ConnectionOrder()

    /// How long a connection is waited for from its beginning on.
    ///
    /// `SCardConnect` may block without end, and a device that does so delays no other: the moment that is guarded against
    /// is some nanoseconds long.
    private let patience: Duration

    private struct State {
        var last = 0
        /// Until when each that is being made is waited for.
        var underWay: [Int: UInt64] = [:]
    }

    private let state = Monitor(State())

    init(patience: Duration = .milliseconds(100)) { self.patience = patience }

    /// Notes that a connection is being made; it begins before its context is established.
    func begin() -> Int {
        state.withLock { state in
            state.last += 1
            state.underWay[state.last] = MonotonicTime.after(patience)
            return state.last
        }
    }

    /// Notes that it came about, or did not, and returns those that are still being made.
    @discardableResult
    func end(_ connection: Int) -> Set<Int> {
        let others = state.withLock { state in
            state.underWay[connection] = nil
            return Set(state.underWay.keys)
        }
        state.signalAll()
        return others
    }

    /// Waits until none of these is being made any more, or has been for too long.
    func wait(for others: Set<Int>) {
        state.wait { state in
            guard let last = others.compactMap({ state.underWay[$0] }).max() else { return .done(()) }
            return MonotonicTime.now() < last ? .wait(until: last) : .done(())
        }
    }
}
