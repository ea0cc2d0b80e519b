package import DeviceTransport
import ThreadExecutor

/// The thread of something that a check opens beside its slot: what is called there may wait for what the check itself does.
package struct SideThread: Sendable {
    /// How a call ended, and when.
    package struct Ending<Value: Sendable>: Sendable {
        package let result: Result<Value, TransportError>
        package let moment: ContinuousClock.Instant
    }

    /// A call that is under way.
    package struct Pending<Value: Sendable>: Sendable {
        fileprivate let task: Task<Ending<Value>, Never>
        package var ending: Ending<Value> { get async { await task.value } }
    }

    let thread: DeviceThread
    /// How long a call may take that has to wait for nobody.
    let limit: Duration
    private let part: SlotCompanion
    private let surroundings: SlotSurroundings

    init(
        for part: SlotCompanion,
        in surroundings: SlotSurroundings,
        within limit: Duration
    ) throws(TransportError) {
        thread = try DeviceThread(name: part == .watch ? "slot watch" : "second connection")
        self.limit = limit
        self.part = part
        self.surroundings = surroundings
    }

    /// Makes a call and waits for its end.
    ///
    /// One that comes to no end is left to its thread, and whoever writes things down hears of it.
    func call<Value: Sendable>(
        _ operation: String,
        within limit: Duration? = nil,
        _ body: @escaping @Sendable () throws -> Value
    ) async -> Ending<Value> {
        let wasAbandoned = thread.isAbandoned
        let result: Result<Value, TransportError>
        do {
            result = .success(try await thread.run(operation, within: (limit ?? self.limit) * 2, body))
        } catch let error as TransportError {
            if thread.isAbandoned, !wasAbandoned { surroundings.gaveUp(part, error) }
            result = .failure(error)
        } catch {
            result = .failure(TransportError(.cancelled, operation: operation))
        }
        return Ending(result: result, moment: .now)
    }

    /// Makes a call that may have to wait, and returns when it is about to be made.
    func begin<Value: Sendable>(
        _ operation: String,
        within limit: Duration? = nil,
        _ body: @escaping @Sendable () throws -> Value
    ) async -> Pending<Value> {
        let (begun, signal) = AsyncStream.makeStream(of: Void.self)
        let task = Task {
            let ending = await call(operation, within: limit) {
                signal.yield()
                return try body()
            }
            signal.finish()
            return ending
        }
        for await _ in begun { break }
        return Pending(task: task)
    }
}
