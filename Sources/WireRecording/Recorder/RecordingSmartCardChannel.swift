package import DeviceTransport
package import ISO7816
import Synchronization

/// A card channel that writes down what crosses it.
package final class RecordingSmartCardChannel: SmartCardChannel {
    private let wrapped: any SmartCardChannel
    private let recorder: ChannelRecorder
    private let transcript: Mutex<CardTranscript>

    /// Begins to record a channel that has just been opened, under one of the names that the writer's header declares.
    ///
    /// What is personal on the card is written as the redaction has it.
    ///
    /// - Throws: `inputOutput` when the recording cannot be written.
    package init(
        wrapping wrapped: any SmartCardChannel,
        writer: RecordingWriter,
        channel: RecordedChannel = .card,
        redaction: Redaction = Redaction()
    ) throws(TransportError) {
        self.wrapped = wrapped
        transcript = Mutex(CardTranscript(redaction))
        recorder = ChannelRecorder(writer: writer, channel: channel)
        let connection = RecordedConnection(
            reader: ReaderName(wrapped.readerName).withoutSerialNumber,
            activeProtocol: wrapped.activeProtocol,
            answerToReset: wrapped.answerToReset.isEmpty ? nil : wrapped.answerToReset
        )
        try recorder.write(.connect(connection))
    }

    package var readerName: String { wrapped.readerName }
    package var answerToReset: [UInt8] { wrapped.answerToReset }
    package var activeProtocol: CardProtocol? { wrapped.activeProtocol }

    package func transmit(_ command: [UInt8], within limit: Duration) throws(TransportError) -> [UInt8] {
        let event = try transcript.withLock { transcript throws(TransportError) in try transcript.command(command) }
        try recorder.write(event)
        let answer = try recorder.during(.transmit) { () throws(TransportError) in
            try wrapped.transmit(command, within: limit)
        }
        try recorder.write(transcript.withLock { $0.answer(answer) })
        return answer
    }

    package func reset(_ kind: CardReset, within limit: Duration) throws(TransportError) -> [UInt8] {
        try recorder.write(.reset(kind))
        let answer = try recorder.during(.reset) { () throws(TransportError) in
            try wrapped.reset(kind, within: limit)
        }
        try recorder.write(.answerToReset(answer))
        return answer
    }

    package func attribute(_ tag: UInt32, within limit: Duration) throws(TransportError) -> [UInt8] {
        try recorder.write(.attribute(tag))
        let value = try recorder.during(.attribute) { () throws(TransportError) in
            try wrapped.attribute(tag, within: limit)
        }
        try recorder.write(transcript.withLock { $0.value(value, ofAttribute: tag) })
        return value
    }

    package func control(
        _ code: UInt32,
        _ input: [UInt8],
        within limit: Duration
    ) throws(TransportError) -> [UInt8] {
        try recorder.write(.control(code, input))
        let value = try recorder.during(.control) { () throws(TransportError) in
            try wrapped.control(code, input, within: limit)
        }
        try recorder.write(.value(MaskedBytes(value)))
        return value
    }

    package func beginTransaction(within limit: Duration) throws(TransportError) {
        try recorder.write(.transaction(.begin))
        try recorder.during(.transaction) { () throws(TransportError) in try wrapped.beginTransaction(within: limit) }
        try recorder.write(.done)
    }

    package func endTransaction(within limit: Duration) throws(TransportError) {
        try recorder.write(.transaction(.end))
        try recorder.during(.transaction) { () throws(TransportError) in try wrapped.endTransaction(within: limit) }
        try recorder.write(.done)
    }

    package func reconnect(as sharing: CardSharing, within limit: Duration) throws(TransportError) {
        try recorder.write(.reconnect(sharing))
        try recorder.during(.reconnect) { () throws(TransportError) in
            try wrapped.reconnect(as: sharing, within: limit)
        }
        try recorder.write(.answerToReset(wrapped.answerToReset))
    }

    /// Says that a call on this channel was given up at its deadline and may never come back.
    ///
    /// Called from another thread; nothing that comes later is written.
    ///
    /// - Throws: `inputOutput` when the recording cannot be written.
    package func abandon(because error: TransportError) throws(TransportError) {
        try recorder.abandon(because: error)
    }

    package func close() {
        recorder.close()
        wrapped.close()
    }
}
