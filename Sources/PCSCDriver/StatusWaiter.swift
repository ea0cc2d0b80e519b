import DeviceTransport
import Glibc
import ThreadExecutor

/// One context that waits for changes of readers, and can be woken from anywhere.
///
/// `SCardCancel` works on a wait that has begun and is lost on one that is about to; it even says that it succeeded. So
/// the wake-up is repeated until the wait is over, and a wait lasts a second at the most anyhow.
final class StatusWaiter: Sendable {
    /// The longest single wait.
    static let slice = Duration.seconds(1)

    fileprivate enum Activity {
        case idle
        case waiting
        case waking
    }

    fileprivate struct State {
        var activity = Activity.idle
        var isWoken = false
    }

    private let thread: DeviceThread
    private let context: ContextHandle
    private let alarm: DeviceThread
    private let state = Monitor(State())

    /// Made, used and dropped on `thread`.
    init(on thread: DeviceThread, within limit: Duration) throws(TransportError) {
        self.thread = thread
        context = try ContextHandle(on: thread, within: limit)
        // SCardCancel asks the daemon as well: whoever cancels must not block on it.
        alarm = try DeviceThread(name: "pcsc-cancel")
    }

    /// The readers' names; none is no error.
    func listReaders(within limit: Duration) throws(TransportError) -> [String] {
        let context = context.rawValue
        let (code, names) = try thread.blocking("SCardListReaders", within: limit) { PCSCCalls.listReaders(context) }
        if code == .noReadersAvailable { return [] }
        try code.check("SCardListReaders")
        return names
    }

    /// The readers' states as they are.
    func states(of names: [String], within limit: Duration) throws(TransportError) -> [ReaderState] {
        var states: [ReaderState] = []
        for start in stride(from: 0, to: names.count, by: ReaderStateEntries.maximumCount) {
            let part = names[start..<min(start + ReaderStateEntries.maximumCount, names.count)]
            let queries = part.map { ReaderStateEntries.Query(name: $0, known: 0) }
            let outcome = try change(of: queries, timeout: .zero, within: limit)
            if outcome.code != .unknownReader { states += outcome.states }
        }
        return states
    }

    /// Waits for a slice, for a change, or for ``wake()``, whichever comes first.
    ///
    /// - Returns: The states, or nothing when the daemon does not know one of the names any more.
    func wait(
        for queries: [ReaderStateEntries.Query],
        atMost timeout: Duration
    ) throws(TransportError) -> [ReaderState]? {
        guard state.withLock({ $0.beginWait() }) else { return [] }
        defer { state.withLock { $0 = State() } }
        let outcome = try change(of: queries, timeout: min(timeout, Self.slice), within: Self.slice + .seconds(2))
        return outcome.code == .unknownReader ? nil : outcome.states
    }

    /// Ends the wait that is going on, or else the next one before it begins.
    func wake() {
        let mustCancel = state.withLock { state in
            state.isWoken = true
            guard state.activity == .waiting else { return false }
            state.activity = .waking
            return true
        }
        guard mustCancel else { return }
        let context = context.rawValue
        alarm.post { [state] in
            while state.withLock({ $0.activity == .waking }) {
                PCSCCalls.cancel(context)
                usleep(2_000)
            }
        }
    }

    private func change(
        of queries: [ReaderStateEntries.Query],
        timeout: Duration,
        within limit: Duration
    ) throws(TransportError) -> (code: PCSCReturnCode, states: [ReaderState]) {
        let context = context.rawValue
        let (code, states) = try thread.blocking("SCardGetStatusChange", within: limit) {
            let entries = ReaderStateEntries(queries)
            let code = PCSCCalls.statusChange(context, timeout: timeout, entries)
            return (code, entries.states(of: queries))
        }
        switch code {
        // The states are filled in by then, and may differ from what was known without having been worth waking for.
        case .success, .timeout, .cancelled, .unknownReader: return (code, states)
        default: throw code.error("SCardGetStatusChange")
        }
    }
}

extension StatusWaiter.State {
    /// `false` when someone has asked for a wake-up in the meantime.
    fileprivate mutating func beginWait() -> Bool {
        defer { isWoken = false }
        guard !isWoken else { return false }
        activity = .waiting
        return true
    }
}
