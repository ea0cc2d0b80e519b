package import DeviceTransport

/// Who waits for the slot under test to change.
package final class SlotObserver: Sendable {
    private let side: SideThread
    private let watch: any SlotWatch

    init(_ surroundings: SlotSurroundings, within limit: Duration) async throws(TransportError) {
        side = try SideThread(for: .watch, in: surroundings, within: limit)
        let opened = await side.call("SCardEstablishContext") { [thread = side.thread] in
            try surroundings.watch(thread, limit)
        }
        watch = try opened.result.get()
    }

    /// What the slot is now.
    package func state() async throws(CheckEnd) -> SlotState {
        switch await change(from: nil, for: .zero).result {
        case .success(.state(let state)): return state
        case .success: throw .failed("the daemon does not tell what the slot is")
        case .failure(let error): throw .beside(error)
        }
    }

    /// Waits until the slot is another than it is known to be, or the time is over.
    package func change(from known: SlotState?, for time: Duration) async -> SideThread.Ending<SlotChange> {
        let limit = time + side.limit
        return await side.call("SCardGetStatusChange", within: limit) { [watch] in
            try watch.change(from: known, for: time, within: limit)
        }
    }

    /// The same, and returns when the wait is about to begin.
    package func begin(from known: SlotState?, for time: Duration) async -> SideThread.Pending<SlotChange> {
        let limit = time + side.limit
        return await side.begin("SCardGetStatusChange", within: limit) { [watch] in
            try watch.change(from: known, for: time, within: limit)
        }
    }

    package func cancel() { watch.cancel() }

    func close() async {
        _ = await side.call("SCardReleaseContext") { [watch] in watch.close() }
    }
}
