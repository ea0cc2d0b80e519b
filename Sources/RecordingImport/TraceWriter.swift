import DeviceTransport
import Glibc
import ISO7816
import Synchronization
package import WireRecording

/// Writes a foreign trace as a recording.
///
/// The trace happens again under the recorder that live devices are recorded with, so that what may not be written
/// down is left out by the same rules, and by no second set of them.
package struct TraceWriter {
    private let trace: ForeignTrace
    private let header: RecordingHeader
    private let redaction: Redaction

    /// Prepares the recording's header.
    ///
    /// Without a `name` the device is called as its reader is; `moment` stands in the header where the log tells none.
    /// What is personal is written as the redaction has it.
    package init(
        _ trace: ForeignTrace,
        tool: String,
        name: String? = nil,
        at moment: UTCTimestamp,
        redaction: Redaction = Redaction()
    ) {
        self.trace = trace
        self.redaction = redaction
        let reader = trace.reader.map { ReaderName($0).withoutSerialNumber }
        let isCard = trace.kind == .smartCard
        header = RecordingHeader(
            tool: "\(tool), imported from \(trace.format.name)",
            capturedAt: trace.capturedAt ?? moment,
            clock: trace.capturedAt == nil ? "import" : "log",
            device: RecordedDevice(
                kind: isCard ? .reader : .securityKey,
                name: name ?? reader ?? (isCard ? "reader of an imported log" : "key of an imported log"),
                usb: nil,
                readerName: reader
            ),
            channels: [isCard ? .card : .hid],
            redaction: redaction.record
        )
    }

    /// Writes the file under a draft's name, then gives it its own; nothing is left where that fails.
    ///
    /// - Throws: `ImportError` for what no recording may hold, with the line of the log; `TransportError` of kind
    ///   `inputOutput` when something has that name already, or the disk is full.
    package func write(to path: String) throws {
        let draft = "\(path).incomplete-\(getpid())"
        let clock = Mutex(Duration.zero)
        let writer: RecordingWriter
        do throws(TransportError) {
            writer = try RecordingWriter(creating: draft, header: header) { clock.withLock(\.self) }
        } catch {
            throw error.adding(subject: path)
        }
        defer { unlink(draft) }
        var stage = Stage(
            writer: writer,
            kind: trace.kind,
            reader: trace.reader ?? "imported reader",
            redaction: redaction
        )
        for event in trace.events {
            if let microseconds = event.microseconds {
                clock.withLock { $0 = max($0, .microseconds(microseconds)) }
            }
            do throws(TransportError) {
                try stage.play(event.action)
            } catch {
                guard error.code == .refusedByGuard else { throw error }
                throw ImportError(.refused, line: event.line, problem: error.detail ?? error.description)
            }
        }
        stage.close()
        try writer.finish()
        // A link fails where a rename would replace what is there.
        guard link(draft, path) == 0 else {
            throw TransportError("link", file: path, number: errno)
        }
    }
}

/// The recorder, and the channel below it on which the log happens again.
private struct Stage {
    let writer: RecordingWriter
    let kind: RecordedChannel.Kind
    let reader: String
    let redaction: Redaction
    private var card: (below: TracedCardChannel, recorder: RecordingSmartCardChannel)?
    private var key: (below: TracedReportChannel, recorder: RecordingReportChannel)?

    init(writer: RecordingWriter, kind: RecordedChannel.Kind, reader: String, redaction: Redaction) {
        self.writer = writer
        self.kind = kind
        self.reader = reader
        self.redaction = redaction
    }

    /// Makes one thing of the log happen.
    ///
    /// - Throws: What the recorder refuses; failures that the log tells of are part of the story.
    mutating func play(_ action: ForeignTrace.Action) throws(TransportError) {
        switch action {
        case .opened(let transmissionProtocol, let answer):
            close()
            try open(transmissionProtocol, answer ?? [])
        case .closed:
            close()
        case .report(let direction, let report):
            guard let key else { return }
            switch direction {
            case .out: try key.recorder.write(report, within: .zero)
            case .in:
                key.below.prepare(report)
                _ = try key.recorder.read(within: .zero)
            }
        case .exchange(let command, let outcome):
            try perform(outcome) { card throws(TransportError) in _ = try card.transmit(command, within: .zero) }
        case .reset(let kind, let outcome):
            try perform(outcome) { card throws(TransportError) in _ = try card.reset(kind, within: .zero) }
        case .attribute(let tag, let outcome):
            try perform(outcome) { card throws(TransportError) in _ = try card.attribute(tag, within: .zero) }
        case .control(let code, let input, let outcome):
            try perform(outcome) { card throws(TransportError) in _ = try card.control(code, input, within: .zero) }
        }
    }

    mutating func close() {
        card?.recorder.close()
        key?.recorder.close()
        card = nil
        key = nil
    }

    private mutating func open(_ transmissionProtocol: CardProtocol?, _ answer: [UInt8]) throws(TransportError) {
        switch kind {
        case .smartCard:
            let below = TracedCardChannel(reader: reader, activeProtocol: transmissionProtocol, answerToReset: answer)
            card = (below, try RecordingSmartCardChannel(wrapping: below, writer: writer, redaction: redaction))
        case .ctapHID:
            let below = TracedReportChannel()
            key = (below, try RecordingReportChannel(wrapping: below, writer: writer, redaction: redaction))
        // A log tells of one connection.
        case .secondConnection, .slotWatch: break
        }
    }

    private func perform(
        _ outcome: ForeignTrace.Outcome,
        _ call: (RecordingSmartCardChannel) throws(TransportError) -> Void
    ) throws(TransportError) {
        guard let card else { return }
        card.below.prepare(outcome)
        do throws(TransportError) {
            try call(card.recorder)
        } catch {
            if case .failure(let told) = outcome, told == error { return }
            throw error
        }
    }
}
