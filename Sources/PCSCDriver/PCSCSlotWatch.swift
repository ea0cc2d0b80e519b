package import DeviceTransport
import Glibc
package import ThreadExecutor

/// Waits for changes of one reader in a context of its own.
///
/// Made and used on its thread. `SCardCancel` is lost on a wait that is about to begin, so it is repeated until the wait is
/// over, from a thread that may block as well.
package final class PCSCSlotWatch: SlotWatch {
    package let readerName: String
    private let thread: DeviceThread
    private let alarm: DeviceThread
    private let state: Monitor<State>

    private struct State {
        var context: Context?
        var isCancelling = false
    }

    private final class Context: Sendable {
        let handle: ContextHandle
        init(_ handle: consuming ContextHandle) { self.handle = handle }
    }

    /// - Throws: `serviceUnavailable`, `permissionDenied`, `deadlineExceeded`; a reader that is not there is no error yet.
    package init(of reader: String, on thread: DeviceThread, within limit: Duration) throws(TransportError) {
        readerName = reader
        self.thread = thread
        alarm = try DeviceThread(name: "pcsc-cancel")
        state = Monitor(State(context: Context(try ContextHandle(on: thread, within: limit))))
    }

    deinit { close() }

    /// - Throws: `noSuchDevice` for a reader that the daemon does not know, or after ``close()``.
    package func change(
        from known: SlotState?,
        for time: Duration,
        within limit: Duration
    ) throws(TransportError) -> SlotChange {
        let operation = "SCardGetStatusChange"
        guard let context = state.withLock({ $0.context }) else {
            let detail = "the watch is closed"
            throw TransportError(.noSuchDevice, operation: operation, subject: readerName, detail: detail)
        }
        defer { state.withLock { $0.isCancelling = false } }
        let number = known.map { UInt32($0.flags) | UInt32($0.eventCount) << 16 } ?? 0
        let query = ReaderStateEntries.Query(name: readerName, known: number)
        let (code, states) = try thread.blocking(operation, within: limit) {
            let entries = ReaderStateEntries([query])
            let code = PCSCCalls.statusChange(context.handle.rawValue, timeout: time, entries)
            return (code, entries.states(of: [query]))
        }
        switch code {
        case .timeout: return .timedOut
        case .cancelled: return .cancelled
        default: try code.check(operation, subject: readerName)
        }
        guard let state = states.first else { return .timedOut }
        return .state(SlotState(flags: state.flags.rawValue, eventCount: state.eventCount))
    }

    package func cancel() {
        let context = state.withLock { state in
            state.isCancelling = state.context != nil
            return state.context
        }
        guard let context else { return }
        alarm.post { [state] in
            while state.withLock({ $0.isCancelling }) {
                PCSCCalls.cancel(context.handle.rawValue)
                usleep(2_000)
            }
        }
    }

    /// Lets go of the context, on its thread.
    package func close() {
        var context = state.withLock { state in
            state.isCancelling = false
            return state.context.take()
        }
        guard context != nil else { return }
        guard thread.isCurrentThread else {
            thread.post { [context] in withExtendedLifetime(context) {} }
            return
        }
        _ = try? thread.blocking("SCardReleaseContext", within: .seconds(2)) { context = nil }
    }
}
