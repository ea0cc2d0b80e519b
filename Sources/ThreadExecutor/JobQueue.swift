/// Jobs that wait for one thread.
final class JobQueue: Sendable {
    struct Entry {
        let job: UnownedJob
        let executor: DedicatedThreadExecutor
    }

    private struct State {
        var entries: [Entry] = []
        var isStopped = false
    }

    private let state = Monitor(State())

    func append(_ entry: sending Entry) {
        state.withLock { $0.entries.append(entry) }
        state.signal()
    }

    func stop() {
        state.withLock { $0.isStopped = true }
        state.signal()
    }

    /// Runs jobs in the order of their arrival until stopped, then those that are left.
    func drain() {
        while let batch = nextBatch() {
            for entry in batch {
                unsafe entry.job.runSynchronously(
                    isolatedTo: entry.executor.asUnownedSerialExecutor(),
                    taskExecutor: entry.executor.asUnownedTaskExecutor()
                )
            }
        }
    }

    private func nextBatch() -> [Entry]? {
        state.wait { state in
            guard state.entries.isEmpty else {
                defer { state.entries = [] }
                return .done(state.entries)
            }
            return state.isStopped ? .done(nil) : .wait(until: nil)
        }
    }
}
