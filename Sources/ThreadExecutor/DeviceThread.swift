package import DeviceTransport

/// The thread that owns one device, with a deadline on every call made there.
///
/// pcsc-lite lets `SCardConnect` block without limit, and a mute key never answers. A C call cannot be stopped from
/// outside, so the waiting side gives up instead: it gets ``TransportError/Code/deadlineExceeded``, the thread is
/// abandoned with the call in it, and nobody waits for it again. See `docs/decisions/0003-abandoned-threads.md`.
package final class DeviceThread: Sendable {
    package let name: String
    private let executor: DedicatedThreadExecutor
    private let state = Monitor(State())

    private struct State {
        var abandonment: TransportError?
        var runs: [Int: Run] = [:]
        var lastRun = 0
    }

    private struct Run {
        var hasStarted = false
        let giveUp: @Sendable (TransportError) -> Void
    }

    /// - Parameter name: The device's name, for messages and for the thread's own name.
    /// - Throws: `inputOutput` when the system has no thread left.
    package init(name: String) throws(TransportError) {
        do throws(ThreadStartError) {
            executor = try DedicatedThreadExecutor(name: name)
        } catch {
            let original = TransportError.Original(source: "errno", number: Int(error.code), name: nil)
            throw TransportError(.inputOutput, operation: "pthread_create", subject: name, original: original)
        }
        self.name = name
    }

    /// Whether a call overran its limit here: then nothing runs on this thread any more.
    package var isAbandoned: Bool { state.withLock { $0.abandonment != nil } }

    package var isCurrentThread: Bool { executor.isCurrentThread }

    /// Runs `body` on the thread and waits for it.
    ///
    /// The wait ends at the latest when `limit` has passed or a ``blocking(_:within:_:)`` call has overrun here, be it in
    /// this body or in one before it. Bodies that await take turns on the thread. Cancelling the task before the body has
    /// begun means that it never does; afterwards it is up to the body.
    ///
    /// - Throws: What `body` throws, `deadlineExceeded`, or `cancelled`.
    package func run<Value: Sendable>(
        _ operation: String,
        within limit: Duration? = nil,
        _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let race = Race<Value>()
        let run = try register { race.finish(.failure($0)) }
        let ticket = limit.map { limit in
            Watchdog.shared.set(after: limit) { [self] in _ = abandon(operation, limit) }
        }
        let task = Task(executorPreference: executor) { [self] in
            guard start(run) else { return }
            defer { end(run) }
            do {
                race.finish(.success(try await body()))
            } catch {
                race.finish(.failure(error))
            }
        }
        let outcome = await withTaskCancellationHandler {
            await race.result()
        } onCancel: {
            task.cancel()
            withdraw(run, operation)
        }
        if let ticket, let limit, !Watchdog.shared.clear(ticket) { throw abandon(operation, limit) }
        return try outcome.get()
    }

    /// Runs `body` on the thread some time later; nobody waits, and on an abandoned thread it does not run.
    ///
    /// For letting go of handles from wherever the last reference happens to be dropped.
    package func post(_ body: @escaping @Sendable () -> Void) {
        Task(executorPreference: executor) { [self] in
            if !isAbandoned { body() }
        }
    }

    /// Makes one C call that may block; called on the thread, inside ``run(_:within:_:)``.
    ///
    /// - Throws: `deadlineExceeded` when the call came back too late, or when the thread had been abandoned before.
    package func blocking<Result>(
        _ operation: String,
        within limit: Duration,
        _ call: () -> Result
    ) throws(TransportError) -> Result {
        try throwIfAbandoned()
        let ticket = Watchdog.shared.set(after: limit) { [self] in _ = abandon(operation, limit) }
        let result = call()
        // The caller was or will be told that there is no answer; acting on a late one would contradict that.
        guard Watchdog.shared.clear(ticket) else { throw abandon(operation, limit) }
        try throwIfAbandoned()
        return result
    }

    /// Gives up everything that runs here, before its time is over.
    ///
    /// For what can be left to itself: the call under way goes on and nobody hears its answer.
    package func cancel(_ operation: String) {
        _ = abandon(TransportError(.cancelled, operation: operation, subject: name))
    }

    private func register(_ giveUp: @escaping @Sendable (TransportError) -> Void) throws(TransportError) -> Int {
        let (abandonment, run) = state.withLock { state in
            state.lastRun += 1
            if state.abandonment == nil { state.runs[state.lastRun] = Run(giveUp: giveUp) }
            return (state.abandonment, state.lastRun)
        }
        if let abandonment { throw abandonment }
        return run
    }

    /// Claims the run for its body; `false` when it was given up or withdrawn in the meantime.
    private func start(_ run: Int) -> Bool {
        state.withLock { state in
            state.runs[run]?.hasStarted = true
            return state.runs[run] != nil
        }
    }

    private func end(_ run: Int) {
        state.withLock { $0.runs[run] = nil }
    }

    private func withdraw(_ run: Int, _ operation: String) {
        let waiting: Run? = state.withLock { state in
            guard let waiting = state.runs[run], !waiting.hasStarted else { return nil }
            state.runs[run] = nil
            return waiting
        }
        waiting?.giveUp(TransportError(.cancelled, operation: operation, subject: name))
    }

    private func abandon(_ operation: String, _ limit: Duration) -> TransportError {
        let detail = "gave up after \(limit.formatted)"
        return abandon(TransportError(.deadlineExceeded, operation: operation, subject: name, detail: detail))
    }

    /// Returns the first reason there was, which is the one that counts.
    private func abandon(_ reason: TransportError) -> TransportError {
        let (error, runs) = state.withLock { state in
            let error = state.abandonment ?? reason
            state.abandonment = error
            defer { state.runs = [:] }
            return (error, state.runs.values)
        }
        for run in runs { run.giveUp(error) }
        return error
    }

    private func throwIfAbandoned() throws(TransportError) {
        if let abandonment = state.withLock({ $0.abandonment }) { throw abandonment }
    }
}

extension Duration {
    /// Seconds with the digits that matter, for messages.
    fileprivate var formatted: String {
        let (seconds, attoseconds) = components
        let milliseconds = attoseconds / 1_000_000_000_000_000
        return seconds == 0 ? "\(milliseconds) ms" : milliseconds == 0 ? "\(seconds) s" : "\(self)"
    }
}
