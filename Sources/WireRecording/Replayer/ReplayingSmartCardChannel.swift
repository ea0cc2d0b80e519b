package import DeviceTransport
package import ISO7816
import Synchronization

/// A card channel that plays the card's part of a recording, and holds the host to the other part.
///
/// Every byte of every command is compared; masked bytes alone may be others. After the first difference every call
/// fails with it.
package final class ReplayingSmartCardChannel: SmartCardChannel {
    private let script: ReplayScript
    private let connection: RecordedConnection
    private let state: Mutex<State>

    private struct State {
        var answerToReset: [UInt8]
        var isClosed = false
    }

    init(_ script: ReplayScript) throws(TransportError) {
        self.script = script
        connection = try script.connect()
        state = Mutex(State(answerToReset: connection.answerToReset ?? []))
    }

    package var readerName: String { connection.reader ?? script.name }
    package var activeProtocol: CardProtocol? { connection.activeProtocol }
    package var answerToReset: [UInt8] { state.withLock { $0.answerToReset } }

    package func transmit(_ command: [UInt8], within limit: Duration) throws(TransportError) -> [UInt8] {
        let operation = "transmit"
        let event = try next(operation)
        guard let event, case .apdu(.out, let recorded) = event.kind else {
            try script.throwFailure(of: .transmit)
            let name = MessageSpelling.name(ofCommand: command)
            throw script.mismatch(at: event, "sends \(name)", operation: operation)
        }
        if let byte = ReplayingReportChannel.firstDifference(recorded.bytes, command, recorded.masks) {
            let detail = MismatchSpelling.command(
                number: event.number,
                byte: byte,
                expected: recorded,
                actual: command
            )
            throw script.fail(.replayMismatch, operation, detail)
        }
        script.advance()
        return try script.answer(to: .transmit, within: limit) { kind in
            if case .apdu(.in, let answer) = kind { answer.bytes } else { nil }
        }
    }

    package func reset(_ kind: CardReset, within limit: Duration) throws(TransportError) -> [UInt8] {
        try play(.reset(kind), as: .reset, "asks for a \(kind.rawValue) reset")
        state.withLock { $0.answerToReset = [] }
        let answer = try script.answer(to: .reset, within: limit) { kind in
            if case .answerToReset(let bytes) = kind { bytes } else { nil }
        }
        state.withLock { $0.answerToReset = answer }
        return answer
    }

    package func attribute(_ tag: UInt32, within limit: Duration) throws(TransportError) -> [UInt8] {
        if case .attribute(let recorded)? = try next("attribute")?.kind, recorded != tag {
            throw try differs("attribute", "tag", recorded.bigEndianBytes, tag.bigEndianBytes)
        }
        try play(.attribute(tag), as: .attribute, "asks for attribute 0x\(tag.fixedHex)")
        return try value(of: .attribute, within: limit)
    }

    package func control(
        _ code: UInt32,
        _ input: [UInt8],
        within limit: Duration
    ) throws(TransportError) -> [UInt8] {
        if case .control(let recordedCode, let recorded)? = try next("control")?.kind {
            if recordedCode != code {
                throw try differs("control", "code", recordedCode.bigEndianBytes, code.bigEndianBytes)
            }
            if recorded != input { throw try differs("control", "data", recorded, input) }
        }
        try play(.control(code, input), as: .control, "sends control code 0x\(code.fixedHex)")
        return try value(of: .control, within: limit)
    }

    package func beginTransaction(within limit: Duration) throws(TransportError) {
        try play(.transaction(.begin), as: .transaction, "begins a transaction")
        try done(.transaction, within: limit)
    }

    package func endTransaction(within limit: Duration) throws(TransportError) {
        try play(.transaction(.end), as: .transaction, "ends a transaction")
        try done(.transaction, within: limit)
    }

    package func reconnect(as sharing: CardSharing, within limit: Duration) throws(TransportError) {
        try play(.reconnect(sharing), as: .reconnect, "connects again, \(sharing.rawValue)")
        let answer = try script.answer(to: .reconnect, within: limit) { kind in
            if case .answerToReset(let bytes) = kind { bytes } else { nil }
        }
        state.withLock { $0.answerToReset = answer }
    }

    private func done(_ call: RecordedFailure.Call, within limit: Duration) throws(TransportError) {
        try script.answer(to: call, within: limit) { kind in kind == .done ? () : nil }
    }

    package func close() {
        state.withLock { state in
            guard !state.isClosed else { return }
            state.isClosed = true
            script.close()
        }
    }

    private func next(_ operation: String) throws(TransportError) -> RecordedEvent? {
        guard !state.withLock(\.isClosed) else {
            let name = script.name
            throw TransportError(.deviceRemoved, operation: operation, subject: name, detail: "the channel is closed")
        }
        return try script.peek()
    }

    /// Fails the replay at a question to the reader that is another one than recorded.
    private func differs(
        _ operation: String,
        _ field: String,
        _ recorded: [UInt8],
        _ now: [UInt8]
    ) throws(TransportError) -> TransportError {
        let event = try script.peek()
        let title = "event \(event?.number ?? 0), \(event?.kind.spelled ?? operation)"
        let detail = MismatchSpelling.question(title, field: field, recorded: recorded, now: now)
        return script.fail(.replayMismatch, operation, detail)
    }

    private func play(
        _ question: RecordedEvent.Kind,
        as call: RecordedFailure.Call,
        _ action: String
    ) throws(TransportError) {
        _ = try next(call.rawValue)
        try script.play(question, as: call, action)
    }

    private func value(
        of call: RecordedFailure.Call,
        within limit: Duration
    ) throws(TransportError) -> [UInt8] {
        try script.answer(to: call, within: limit) { kind in
            if case .value(let value) = kind { value.bytes } else { nil }
        }
    }
}

extension UInt32 {
    fileprivate var bigEndianBytes: [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: self >> $0) } }
}
