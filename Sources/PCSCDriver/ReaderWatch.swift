import DeviceTransport
import Glibc
import ThreadExecutor

/// Watches all readers, fifteen to a thread, and tells what happens in one stream.
final class ReaderWatch: Sendable {
    fileprivate struct State {
        var tracker = ReaderTracker()
        var groups = ReaderGroups()
        var waiters: [Int: StatusWaiter] = [:]
        /// Groups that are watched, or about to be.
        var watched: Set<Int> = [0]
        var hasSettled = false
    }

    private let continuation: AsyncThrowingStream<InventoryEvent, any Error>.Continuation
    private let limit: Duration
    private let state = Monitor(State())

    init(_ continuation: AsyncThrowingStream<InventoryEvent, any Error>.Continuation, within limit: Duration) {
        self.continuation = continuation
        self.limit = limit
    }

    /// Watches until cancelled or until the daemon is gone.
    func run() async throws {
        let (further, opening) = AsyncStream.makeStream(of: Int.self)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                defer { opening.finish() }
                try await self.watch(group: 0, opening)
            }
            for await group in further {
                tasks.addTask {
                    do {
                        try await self.watch(group: group, opening)
                    } catch {
                        opening.finish()
                        throw error
                    }
                }
            }
            do {
                try await tasks.waitForAll()
            } catch {
                tasks.cancelAll()
                throw error
            }
        }
    }

    private func watch(group: Int, _ opening: AsyncStream<Int>.Continuation) async throws {
        let thread = try DeviceThread(name: "pcsc-watch-\(group)")
        try await withTaskCancellationHandler {
            try await thread.run("SCardGetStatusChange") {
                let waiter = try StatusWaiter(on: thread, within: self.limit)
                self.state.withLock { $0.waiters[group] = waiter }
                defer { self.state.withLock { $0.forget(waiter, of: group) } }
                try self.loop(group, waiter, opening)
            }
        } onCancel: {
            state.withLock { $0.waiters[group] }?.wake()
        }
    }

    private func loop(
        _ group: Int,
        _ waiter: StatusWaiter,
        _ opening: AsyncStream<Int>.Continuation
    ) throws(TransportError) {
        var pseudoReader: UInt32 = 0
        var comparesCount = true
        while !Task.isCancelled {
            if group == 0 { try look(waiter, opening) }
            guard var queries = queries(for: group, comparesCount: comparesCount) else { return }
            if group == 0 { queries.append(.init(name: ReaderStateEntries.Query.pnpName, known: pseudoReader)) }
            let start = ContinuousClock.now
            guard var states = try waiter.wait(for: queries, atMost: StatusWaiter.slice) else {
                // A reader has left and the list does not say so yet.
                usleep(Self.pause)
                continue
            }
            if group == 0, let pseudo = states.popLast() { pseudoReader = pseudo.arrivals }
            let news = report { state in states.flatMap { state.tracker.update($0) } }
            let wasEarly = ContinuousClock.now - start < .milliseconds(1)
            let isInDoubt = state.withLock { $0.tracker.isInDoubt }
            comparesCount = news > 0 || !wasEarly || states.isEmpty || isInDoubt
            // Time for a counter that lags to catch up.
            if isInDoubt { usleep(Self.pause) }
        }
    }

    /// Takes the list of readers, and at the first time the state of each.
    private func look(_ waiter: StatusWaiter, _ opening: AsyncStream<Int>.Continuation) throws(TransportError) {
        let names = try waiter.listReaders(within: limit)
        report { state in state.tracker.update(list: names) }
        if !state.withLock({ $0.hasSettled }) {
            let states = try waiter.states(of: names, within: limit)
            report { state in
                state.hasSettled = true
                return states.flatMap { state.tracker.update($0) } + [.settled]
            }
        }
        let (idle, others) = state.withLock { state in
            let changed = state.groups.update(state.tracker.names).subtracting([0])
            let idle = changed.filter { !state.groups.groups[$0].isEmpty && !state.watched.contains($0) }
            state.watched.formUnion(idle)
            return (idle, changed.compactMap { state.waiters[$0] })
        }
        for group in idle.sorted() { opening.yield(group) }
        for waiter in others { waiter.wake() }
    }

    /// What a group has to ask; nothing when it has no reader left and its watch may end.
    private func queries(for group: Int, comparesCount: Bool) -> [ReaderStateEntries.Query]? {
        state.withLock { state in
            let names = state.groups.groups[group]
            guard group == 0 || !names.isEmpty else {
                // Together with the look: a reader that is dealt to this group from now on starts a new watch.
                state.watched.remove(group)
                return nil
            }
            return names.map { state.tracker.query(for: $0, comparesCount: comparesCount) }
        }
    }

    /// Tells what a change of the state gives to tell, in the order of the changes.
    @discardableResult
    private func report(_ change: (inout State) -> [InventoryEvent]) -> Int {
        state.withLock { state in
            let events = change(&state)
            for event in events { continuation.yield(event) }
            return events.count
        }
    }

    private static let pause: useconds_t = 5_000
}

extension ReaderWatch.State {
    fileprivate mutating func forget(_ waiter: StatusWaiter, of group: Int) {
        if waiters[group] === waiter { waiters[group] = nil }
    }
}

extension ReaderState {
    /// What the pseudo reader's state says of readers that come and go: newer libraries count them in the high word.
    fileprivate var arrivals: UInt32 { UInt32(eventCount) << 16 }
}
