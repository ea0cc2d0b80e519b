import Checks
import DeviceTransport

extension ReaderUnderTest {
    /// What somebody did, and how long after that it was noticed.
    struct Move {
        let state: SlotState
        let milliseconds: Int
    }

    func takeOut(_ observer: SlotObserver, from known: SlotState) async throws(CheckEnd) -> Move {
        try await move(.removeCard, observer, from: known)
    }

    func putIn(_ observer: SlotObserver, from known: SlotState) async throws(CheckEnd) -> Move {
        try await move(.insertCard, observer, from: known)
    }

    /// Has somebody move the card, and waits until the slot is as it has to be.
    ///
    /// A slot may change in steps, of which the card is one; each wait is as long as the next, so that a replay waits alike.
    private func move(
        _ action: OperatorRequest.Action,
        _ observer: SlotObserver,
        from known: SlotState
    ) async throws(CheckEnd) -> Move {
        let isInsertion = action == .insertCard
        try await context.haveCardMoved(action)
        let done = ContinuousClock.now
        var state = known
        for _ in 0..<5 {
            let ending = await observer.change(from: state, for: .seconds(3))
            switch ending.result {
            case .success(.state(let next)):
                state = next
                guard next.isCardPresent == isInsertion else { continue }
                return Move(state: next, milliseconds: (ending.moment - done).wholeMilliseconds)
            case .success: break
            case .failure(let error): throw .beside(error)
            }
            break
        }
        throw .failed(isInsertion ? "nobody is told of the insertion" : "nobody is told of the removal")
    }
}
