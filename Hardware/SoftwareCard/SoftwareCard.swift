import Glibc
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
        state = Mutex(CardState(model: model, faults: faults))
    }

    /// The answer to the last reset; empty when the card gives none.
    package var answerToReset: [UInt8] { state.withLock { $0.answerToReset } }

    /// `false` once ``CardFault/removed(duringCommand:)`` has struck: a reader reports an empty slot.
    package var isPresent: Bool { state.withLock { $0.isPresent } }

    /// How many commands have reached the card since it was made, resets notwithstanding.
    package var commandCount: Int { state.withLock { $0.commandCount } }

    /// What is left of the PIN's tries.
    package var pinTriesLeft: Int { state.withLock { $0.secrets.pin.triesLeft } }

    /// What is left of the PUK's tries.
    package var pukTriesLeft: Int { state.withLock { $0.secrets.puk.triesLeft } }

    /// Forgets everything volatile and returns the answer to reset; empty when the card gives none.
    @discardableResult
    package func reset(_ kind: ResetKind) -> [UInt8] {
        state.withLock { state in
            state.reset(kind)
            return state.answerToReset
        }
    }

    /// Answers one command APDU with a response APDU; `nil` when the card stays mute or has left.
    ///
    /// A slow card keeps its caller waiting. The protocol is the one that reader and card have agreed on, and the card's first
    /// where none is told.
    package func respond(to command: [UInt8], over link: CardModel.TransmissionProtocol? = nil) -> [UInt8]? {
        for case .slow(let delay) in faults { usleep(UInt32(clamping: Int(delay / .microseconds(1)))) }
        return state.withLock { state in
            state.commandCount += 1
            let number = state.commandCount
            for case .removed(let first) in faults where number >= first { state.isPresent = false }
            for case .mute(let first) in faults where number >= first { return nil }
            guard state.isPresent else { return nil }
            return faults.spoil(state.answer(command, over: link ?? model.transmissionProtocol), to: command)
        }
    }
}
