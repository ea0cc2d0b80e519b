package import DeviceTransport
import Glibc
package import SoftwareAuthenticator
import Synchronization

/// A report channel to a software authenticator in the same process, which keeps the authenticator's time.
package final class SoftwareReportChannel: ReportChannel {
    package let name: String
    private let state: Mutex<State>

    private struct State {
        var queue: EmissionQueue
        var isClosed = false
        var isUnplugged = false
        var written: [[UInt8]] = []
        var reportsUntilUnplugged: Int?
    }

    /// Plugs the authenticator in, for so many reports in both directions where a number is given.
    package init(
        _ authenticator: SoftwareAuthenticator,
        name: String = "software",
        unpluggedAfter reportsUntilUnplugged: Int? = nil
    ) {
        self.name = name
        state = Mutex(
            State(queue: EmissionQueue(authenticator), reportsUntilUnplugged: reportsUntilUnplugged)
        )
    }

    /// Every report that the host wrote.
    package var written: [[UInt8]] { state.withLock { $0.written } }
    package var isClosed: Bool { state.withLock { $0.isClosed } }

    /// Takes the device away; whoever reads or writes learns it.
    package func unplug() {
        state.withLock { $0.isUnplugged = true }
    }

    /// Opens it once more after a host closed it; the authenticator remembers what it remembers.
    package func reopen() {
        state.withLock { $0.isClosed = false }
    }

    package func write(_ report: [UInt8], within limit: Duration) throws(TransportError) {
        guard report.count == 64 else {
            throw TransportError(
                .inputOutput,
                operation: "write",
                subject: name,
                detail: "a report has 64 bytes, not \(report.count)"
            )
        }
        let failure = state.withLock { state in
            let failure = step("write", &state)
            if failure == nil {
                state.written.append(report)
                state.queue.receive(report)
            }
            return failure
        }
        if let failure { throw failure }
    }

    package func read(within limit: Duration) throws(TransportError) -> [UInt8]? {
        let deadline = ContinuousClock.now + limit
        while true {
            let due: ContinuousClock.Instant?
            switch state.withLock({ advance(&$0) }) {
            case .report(let report): return report
            case .failure(let error): throw error
            case .silence(let until): due = until
            }
            let now = ContinuousClock.now
            guard now < deadline else { return nil }
            // In slices, so that unplugging on another thread shows.
            Self.sleep(min(min(due ?? deadline, deadline) - now, .milliseconds(5)))
        }
    }

    private enum Advance {
        case report([UInt8])
        case failure(TransportError)
        case silence(until: ContinuousClock.Instant?)
    }

    private func advance(_ state: inout State) -> Advance {
        if let failure = gone("read", state) { return .failure(failure) }
        guard let report = state.queue.next() else { return .silence(until: state.queue.nextDue) }
        if let failure = step("read", &state) { return .failure(failure) }
        return .report(report)
    }

    package func close() {
        state.withLock { $0.isClosed = true }
    }

    private func step(_ operation: String, _ state: inout State) -> TransportError? {
        if let failure = gone(operation, state) { return failure }
        guard let count = state.reportsUntilUnplugged else { return nil }
        state.reportsUntilUnplugged = count - 1
        guard count > 0 else {
            state.isUnplugged = true
            return gone(operation, state)
        }
        return nil
    }

    private func gone(_ operation: String, _ state: State) -> TransportError? {
        guard state.isClosed || state.isUnplugged else { return nil }
        let detail = state.isClosed ? "closed" : nil
        return TransportError(.deviceRemoved, operation: operation, subject: name, detail: detail)
    }

    private static func sleep(_ duration: Duration) {
        guard duration > .zero else { return }
        let (seconds, attoseconds) = duration.components
        var time = timespec(tv_sec: Int(seconds), tv_nsec: Int(attoseconds / 1_000_000_000))
        nanosleep(&time, nil)
    }
}
