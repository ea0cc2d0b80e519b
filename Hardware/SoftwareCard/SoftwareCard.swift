import Synchronization

/// A smartcard made of software, after ISO/IEC 7816-4 and not after our own client.
///
/// It parses commands with a parser of its own, so that a mistake in `ISO7816` does not meet its mirror image here. One
/// command at a time: callers on several threads take turns.
package final class SoftwareCard: Sendable {
    package enum ResetKind: String, Sendable, CaseIterable {
        case warm
        case cold
    }

    package let model: CardModel
    package let faults: Set<CardFault>
    private let state: Mutex<CardState>

    package init(model: CardModel = .pivT1, faults: Set<CardFault> = []) {
        self.model = model
        self.faults = faults
        state = Mutex(CardState(model: model))
    }

    /// The answer to the last reset; empty when the card gives none.
    package var answerToReset: [UInt8] {
        state.withLock { answerToReset(after: $0.lastReset) }
    }

    /// `false` once ``CardFault/removed(duringCommand:)`` has struck: a reader reports an empty slot.
    package var isPresent: Bool { state.withLock { $0.isPresent } }

    /// How many commands have reached the card since it was made, resets notwithstanding.
    package var commandCount: Int { state.withLock { $0.commandCount } }

    /// What is left of the PIN's three tries.
    package var pinTriesLeft: Int { state.withLock { $0.pin.triesLeft } }

    /// Forgets everything volatile and returns the answer to reset; empty when the card gives none.
    @discardableResult
    package func reset(_ kind: ResetKind) -> [UInt8] {
        state.withLock { state in
            state.reset(kind)
            return answerToReset(after: kind)
        }
    }

    /// Answers one command APDU with a response APDU; `nil` when the card stays mute or has left.
    package func respond(to command: [UInt8]) -> [UInt8]? {
        state.withLock { state in
            state.commandCount += 1
            let number = state.commandCount
            for case .removed(let first) in faults where number >= first { state.isPresent = false }
            for case .mute(let first) in faults where number >= first { return nil }
            guard state.isPresent else { return nil }
            let answer = state.answer(command).encoded
            return faults.contains(.wrongLength) ? Array(answer.prefix(1)) : answer
        }
    }

    private func answerToReset(after kind: ResetKind) -> [UInt8] {
        if faults.contains(.unresponsiveToReset) { return [] }
        let differs = kind == .warm && faults.contains(.warmDiffersFromCold)
        return differs ? model.otherAnswerToReset : model.answerToReset
    }
}
