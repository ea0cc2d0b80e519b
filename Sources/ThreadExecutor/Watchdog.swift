import CThreading
import Glibc

/// One thread that knows every deadline in the process and says when one has passed.
///
/// Setting and clearing a deadline costs two uncontended locks; the thread is woken only when the new deadline is
/// earlier than the one it sleeps for.
final class Watchdog: Sendable {
    typealias Expiry = @Sendable () -> Void

    /// Identifies one pending deadline.
    typealias Ticket = DeadlineHeap<Expiry>.Ticket

    static let shared = Watchdog()

    private struct State {
        var pending = DeadlineHeap<Expiry>()
        var nextWake = UInt64.max
        var isRunning = false
    }

    private let state = Monitor(State())

    /// Calls `expire` on the watchdog's thread unless ``clear(_:)`` comes first.
    func set(after limit: Duration, expire: @escaping Expiry) -> Ticket {
        let deadline = MonotonicTime.after(limit)
        let (ticket, isNext) = state.withLock { state in
            startIfNeeded(&state)
            return (state.pending.insert(expire, at: deadline), deadline < state.nextWake)
        }
        if isNext { state.signal() }
        return ticket
    }

    /// Forgets a deadline; `false` when it had passed already.
    ///
    /// The clock decides, not whether the watchdog has come round to it: on a busy machine its thread may be late.
    @discardableResult
    func clear(_ ticket: Ticket) -> Bool {
        guard let deadline = state.withLock({ $0.pending.remove(ticket) }) else { return false }
        return MonotonicTime.now() < deadline
    }

    private func startIfNeeded(_ state: inout State) {
        guard !state.isRunning else { return }
        var thread = pthread_t()
        let code = unsafe pthread_create(
            &thread,
            nil,
            { argument in
                guard let argument = unsafe argument else { return nil }
                _ = unsafe pthread_setname_np(pthread_self(), "watchdog")
                unsafe Unmanaged<Watchdog>.fromOpaque(argument).takeUnretainedValue().watch()
            },
            // The thread never ends, so neither does what it looks at.
            Unmanaged.passRetained(self).toOpaque()
        )
        precondition(code == 0, "the watchdog's thread could not be started (pthread_create returned \(code))")
        pthread_detach(thread)
        state.isRunning = true
    }

    private func watch() -> Never {
        while true {
            let expire: Expiry = state.wait { state in
                if let expire = state.pending.popExpired(at: MonotonicTime.now()) { return .done(expire) }
                state.nextWake = state.pending.earliest ?? .max
                return .wait(until: state.pending.earliest)
            }
            expire()
        }
    }
}
