import CTAPMessages
import Octets
import WireRecording

/// Reads what libfido2 writes about itself: payloads that it sent, reports that it received.
///
/// What was sent stands there without its channel, so the channel is the one that the last CTAPHID_INIT was answered
/// with. Keep-alives are not written at all.
enum LibFIDO2Log {
    static func read(_ lines: LogLines) throws(ImportError) -> ForeignTrace {
        var log = LibFIDO2LogReader()
        for line in lines { try log.take(line) }
        return try log.finished()
    }
}

/// The log as far as it has been read.
private struct LibFIDO2LogReader {
    private enum Content {
        case request(CTAPHIDCommand)
        case report
    }

    private struct Dump {
        let content: Content
        let line: Int
        let count: Int
        var bytes: [UInt8] = []
    }

    private var events: [ForeignTrace.Event] = []
    private var dump: Dump?
    private var command: CTAPHIDCommand?
    private var channel = CTAPHIDMessage.broadcast
    private var isOpen = false

    mutating func take(_ line: LogLines.Line) throws(ImportError) {
        if dump != nil, try continueDump(line) { return }
        // A prompt without a line feed may stand before what libfido2 wrote.
        if let rest = Self.text(after: "fido_tx: dev=", line.text) {
            command = try Self.number(after: "cmd=0x", rest, line, radix: 16)
                .map { CTAPHIDCommand(rawValue: UInt8(truncatingIfNeeded: $0)) }
        } else if let rest = Self.text(after: "fido_tx: buf=", line.text) {
            guard let command else {
                throw .malformed(
                    line.number,
                    "bytes were sent under no command",
                    expected: "fido_tx: dev=…, cmd=… before"
                )
            }
            try begin(.request(command), rest, line)
        } else if let rest = Self.text(after: "rx_preamble: buf=", line.text)
            ?? (line.text.hasPrefix("rx: buf=") ? line.text : nil)
        {
            try begin(.report, rest, line)
        }
    }

    func finished() throws(ImportError) -> ForeignTrace {
        if let dump { throw Self.short(dump, at: dump.line) }
        guard !events.isEmpty else { throw ImportError(.empty, problem: "nothing was sent to a key") }
        return ForeignTrace(
            .libFIDO2,
            kind: .ctapHID,
            events: events,
            gaps: [
                ImportGap(.moment, "when the log was made"),
                ImportGap(.times, "how long anything took"),
                ImportGap(.device, "which key it was"),
                ImportGap(.keepAlives, "keep-alives, and reads that ended without a report"),
                ImportGap(.openings, "when the key was opened: each CTAPHID_INIT is taken for an opening"),
            ]
        )
    }

    private mutating func begin(_ content: Content, _ rest: Substring, _ line: LogLines.Line) throws(ImportError) {
        guard let count = try Self.number(after: "len=", rest, line, radix: 10), count <= CTAPHIDMessage.maximumPayload
        else { throw .malformed(line.number, "there is no length", expected: "len= and a number of bytes") }
        if case .report = content, count != CTAPHIDMessage.reportLength {
            throw .malformed(line.number, "a report of \(count) bytes", expected: "\(CTAPHIDMessage.reportLength)")
        }
        dump = Dump(content: content, line: line.number, count: count)
        if count == 0 { try settle() }
    }

    /// Takes one line `0016: e1 2a …`.
    private mutating func continueDump(_ line: LogLines.Line) throws(ImportError) -> Bool {
        guard var dump else { return false }
        guard let colon = line.text.firstRange(of: ": "), Int(line.text[..<colon.lowerBound]) == dump.bytes.count,
            let bytes = try? Hex.decode(String(line.text[colon.upperBound...].filter { $0 != " " })), !bytes.isEmpty,
            bytes.count <= dump.count - dump.bytes.count
        else { throw Self.short(dump, at: line.number) }
        dump.bytes += bytes
        self.dump = dump
        if dump.bytes.count == dump.count { try settle() }
        return true
    }

    private mutating func settle() throws(ImportError) {
        guard let dump else { return }
        self.dump = nil
        switch dump.content {
        case .report:
            learnChannel(dump.bytes)
            events.append(.init(line: dump.line, .report(.in, dump.bytes)))
        case .request(let command):
            if command == .initialize { reopen(dump.line) }
            let message = CTAPHIDMessage(channel: channel, command: command, payload: dump.bytes)
            do throws(CTAPHIDFramingError) {
                for report in try message.reports() { events.append(.init(line: dump.line, .report(.out, report))) }
            } catch {
                throw .malformed(dump.line, "\(error)", expected: "a message that fits 129 reports")
            }
        }
    }

    private mutating func reopen(_ line: Int) {
        if isOpen { events.append(.init(line: line, .closed)) }
        isOpen = true
        channel = CTAPHIDMessage.broadcast
        events.append(.init(line: line, .opened(nil, answerToReset: nil)))
    }

    private mutating func learnChannel(_ report: [UInt8]) {
        guard channel == CTAPHIDMessage.broadcast, report[4] & 0x7F == CTAPHIDCommand.initialize.rawValue,
            let answer = try? CTAPHIDInitializeResponse(parsing: Array(report[7..<24]))
        else { return }
        channel = answer.channel
    }

    private static func short(_ dump: Dump, at line: Int) -> ImportError {
        let problem = "the dump of line \(dump.line) stops after \(dump.bytes.count) bytes"
        return .malformed(line, problem, expected: "\(dump.count) bytes, sixteen a line, each line with its offset")
    }

    private static func text(after start: String, _ text: Substring) -> Substring? {
        text.firstRange(of: start).map { text[$0.upperBound...] }
    }

    private static func number(
        after start: String,
        _ text: Substring,
        _ line: LogLines.Line,
        radix: Int
    ) throws(ImportError) -> Int? {
        guard let rest = Self.text(after: start, text) else { return nil }
        let digits = rest.prefix(while: \.isHexDigit)
        guard let number = Int(digits, radix: radix), number >= 0 else {
            throw .malformed(line.number, "“\(digits.prefix(20))” is no number", expected: "\(start)NUMBER")
        }
        return number
    }
}
