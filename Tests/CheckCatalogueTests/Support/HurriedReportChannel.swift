import DeviceTransport
import SoftwareAuthenticator
import Synchronization

/// A channel to a software key on which no time is lost: each wait is over at once, and the key's clock set on by as much.
///
/// A key that waits three seconds for a touch costs microseconds so, and answers as it would have.
final class HurriedReportChannel: ReportChannel {
    let name = "hurried"
    private let state: Mutex<State>

    private struct State {
        var queue: EmissionQueue
        var now: ContinuousClock.Instant
    }

    private let clock: HurriedClock

    init(_ authenticator: SoftwareAuthenticator, _ clock: HurriedClock = HurriedClock()) {
        self.clock = clock
        state = Mutex(State(queue: EmissionQueue(authenticator), now: clock.now))
    }

    func write(_ report: [UInt8], within limit: Duration) {
        state.withLock { $0.queue.receive(report, at: $0.now) }
    }

    func read(within limit: Duration) -> [UInt8]? {
        state.withLock { state in
            let deadline = state.now + limit
            defer { clock.advance(to: state.now) }
            if let due = state.queue.nextDue, due <= deadline {
                state.now = max(state.now, due)
                if let report = state.queue.next(at: state.now) { return report }
            }
            state.now = deadline
            return nil
        }
    }

    func close() {}
}

/// The time of a key that is not waited for: it goes on from one channel to the next.
final class HurriedClock: Sendable {
    private let moment = Mutex(ContinuousClock.now)

    var now: ContinuousClock.Instant { moment.withLock { max($0, .now) } }

    func advance(to now: ContinuousClock.Instant) { moment.withLock { $0 = max($0, now) } }
}
