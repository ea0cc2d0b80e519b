import Octets
import Synchronization

/// What a run knows of one card.
package final class CardRecord: Sendable {
    private struct State {
        var answerToReset: [UInt8]?
        var tries: UInt64?
        /// What the card told last, since when no PIN was sent.
        var told: Int?
        var costOfAsking: Cost?
    }

    /// Two answers with no PIN between them, the second of which tells of fewer tries.
    package struct Cost: Hashable, Sendable, CustomStringConvertible {
        let before: Int
        let after: Int

        package var description: String {
            "the card told of \(before) tries and then of \(after), and no PIN was sent between: asking costs a try, "
                + "so it is not asked again"
        }
    }

    private let state = Mutex(State())

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

    /// What has shown that the question for the tries costs one; `nil` while nothing has.
    var costOfAsking: Cost? { state.withLock(\.costOfAsking) }

    /// Keeps what the card tells of its tries.
    func hear(of tries: Int) {
        state.withLock { state in
            if let told = state.told, tries < told { state.costOfAsking = Cost(before: told, after: tries) }
            state.told = tries
        }
    }

    /// A PIN goes to the card, after which another number of tries shows nothing.
    func expectChange() {
        state.withLock { $0.told = nil }
    }
}
