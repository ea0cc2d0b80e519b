import Octets
import Synchronization

/// What a run knows of one card.
package final class CardRecord: Sendable {
    private let state = Mutex((answerToReset: [UInt8]?.none, tries: UInt64?.none))

    package init() {}

    /// The tries at the PIN before the first check.
    var tries: UInt64? {
        get { state.withLock { $0.tries } }
        set { state.withLock { $0.tries = newValue } }
    }

    /// Keeps the first answer to reset, by which the card is known again.
    func see(_ answerToReset: [UInt8]) {
        state.withLock { $0.answerToReset = $0.answerToReset ?? answerToReset }
    }

    /// Why a card is not the one that was here before, by its answer to reset; `nil` where it may be.
    func difference(of answerToReset: [UInt8]) -> String? {
        guard let known = state.withLock(\.answerToReset), known != answerToReset else { return nil }
        return "its answer to reset is \(Hex.encode(answerToReset)), and \(Hex.encode(known)) was the card's before"
    }
}
