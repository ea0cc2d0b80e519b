package import DeviceTransport
package import ISO7816
import Octets
import Synchronization

/// A card channel that follows a script and fails at the first step that does not fit.
package final class ScriptedSmartCardChannel: SmartCardChannel {
    /// One thing that happens, in order.
    package enum Step: Sendable {
        /// The command, and what the card answers.
        case exchange([UInt8], Result<[UInt8], TransportError>)
        case reset(CardReset, Result<[UInt8], TransportError>)
        case attribute(UInt32, Result<[UInt8], TransportError>)
        case control(UInt32, [UInt8], Result<[UInt8], TransportError>)
        case begin(Result<[UInt8], TransportError>)
        case end(Result<[UInt8], TransportError>)
        case reconnect(CardSharing, Result<[UInt8], TransportError>)
    }

    package let readerName: String
    package let activeProtocol: CardProtocol?
    private let state: Mutex<State>

    private struct State {
        var answerToReset: [UInt8]
        let script: [Step]
        var position = 0
        var transmitted: [[UInt8]] = []
        var isClosed = false
    }

    package init(
        readerName: String = "Scripted Reader 00 00",
        answerToReset: [UInt8] = [0x3B, 0x00],
        activeProtocol: CardProtocol? = .t1,
        _ script: [Step]
    ) {
        self.readerName = readerName
        self.activeProtocol = activeProtocol
        state = Mutex(State(answerToReset: answerToReset, script: script))
    }

    package var answerToReset: [UInt8] { state.withLock { $0.answerToReset } }
    /// Every command that was sent.
    package var transmitted: [[UInt8]] { state.withLock { $0.transmitted } }
    package var isClosed: Bool { state.withLock { $0.isClosed } }
    /// Whether every step was played.
    package var isFinished: Bool { state.withLock { $0.position == $0.script.count } }

    package func transmit(_ command: [UInt8], within limit: Duration) throws(TransportError) -> [UInt8] {
        try next("transmit \(Hex.encode(command))") { step, state in
            guard case .exchange(command, let outcome) = step else { return nil }
            state.transmitted.append(command)
            return outcome
        }
    }

    package func reset(_ kind: CardReset, within limit: Duration) throws(TransportError) -> [UInt8] {
        try next("\(kind) reset") { step, state in
            guard case .reset(kind, let outcome) = step else { return nil }
            state.answerToReset = (try? outcome.get()) ?? []
            return outcome
        }
    }

    package func attribute(_ tag: UInt32, within limit: Duration) throws(TransportError) -> [UInt8] {
        try next("attribute \(tag)") { step, _ in
            guard case .attribute(tag, let outcome) = step else { return nil }
            return outcome
        }
    }

    package func control(
        _ code: UInt32,
        _ input: [UInt8],
        within limit: Duration
    ) throws(TransportError) -> [UInt8] {
        try next("control \(code)") { step, _ in
            guard case .control(code, input, let outcome) = step else { return nil }
            return outcome
        }
    }

    package func beginTransaction(within limit: Duration) throws(TransportError) {
        _ = try next("begin") { step, _ in if case .begin(let outcome) = step { outcome } else { nil } }
    }

    package func endTransaction(within limit: Duration) throws(TransportError) {
        _ = try next("end") { step, _ in if case .end(let outcome) = step { outcome } else { nil } }
    }

    package func reconnect(as sharing: CardSharing, within limit: Duration) throws(TransportError) {
        _ = try next("reconnect \(sharing)") { step, _ in
            guard case .reconnect(sharing, let outcome) = step else { return nil }
            return outcome
        }
    }

    package func close() {
        state.withLock { $0.isClosed = true }
    }

    /// Plays the next step, unless `play` finds that the call does not fit it.
    private func next(
        _ call: String,
        _ play: (Step, inout State) -> Result<[UInt8], TransportError>?
    ) throws(TransportError) -> [UInt8] {
        let outcome: Result<[UInt8], TransportError> = state.withLock { state in
            guard !state.isClosed else {
                return .failure(TransportError(.deviceRemoved, operation: call, subject: readerName, detail: "closed"))
            }
            let step = state.position < state.script.count ? state.script[state.position] : nil
            guard let step, let outcome = play(step, &state) else {
                let wanted = step.map { "\($0)" } ?? "the end"
                let detail = "step \(state.position) of the script is \(wanted)"
                return .failure(TransportError(.malformed, operation: call, subject: readerName, detail: detail))
            }
            state.position += 1
            return outcome
        }
        return try outcome.get()
    }
}
