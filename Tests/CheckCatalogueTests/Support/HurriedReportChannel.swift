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
        var now = ContinuousClock.now
    }

    init(_ authenticator: SoftwareAuthenticator) {
        state = Mutex(State(queue: EmissionQueue(authenticator)))
    }

    func write(_ report: [UInt8], within limit: Duration) {
        state.withLock { $0.queue.receive(report, at: $0.now) }
    }

    func read(within limit: Duration) -> [UInt8]? {
        state.withLock { state in
            let deadline = state.now + limit
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
