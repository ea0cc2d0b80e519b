package import DeviceTransport
import ThreadExecutor

/// The readers and cards of the PC/SC daemon, as they come and go.
///
/// No insertion or removal is lost, even when several happen between two looks: the daemon counts them, and what the
/// counter skipped is told as well. An insertion that nobody saw has no answer to reset. A reader that leaves takes its
/// card with it, without a word of its own. The stream ends with `serviceUnavailable` when the daemon dies, for its
/// contexts die with it; ask again for new ones.
package struct PCSCInventory: DeviceInventory {
    private let limit: Duration

    /// - Parameter limit: For each question to the daemon that it should answer at once.
    package init(within limit: Duration = .seconds(5)) {
        self.limit = limit
    }

    package func events() -> AsyncThrowingStream<InventoryEvent, any Error> {
        let limit = limit
        let (stream, continuation) = AsyncThrowingStream.makeStream(of: InventoryEvent.self)
        let watch = ReaderWatch(continuation, within: limit)
        // The stream is the structure: it starts this task, and its end is the task's.
        let task = Task {
            do {
                try await watch.run()
                continuation.finish()
            } catch {
                continuation.finish(throwing: error)
            }
        }
        continuation.onTermination = { _ in task.cancel() }
        return stream
    }
}
