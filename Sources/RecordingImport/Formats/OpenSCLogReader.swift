import ISO7816
import Octets

/// Walks through a debug log of OpenSC.
///
/// The log has no marks for machines: what is looked for are the few sentences that every release since 0.12 has. Its
/// dumps stand side by side with their characters, so a line is read only as far as the count before it says.
struct OpenSCLogReader {
    private struct Dump {
        let isOutgoing: Bool
        let line: Int
        let count: Int
        var bytes: [UInt8] = []
    }

    private var entries: [(reader: String, event: ForeignTrace.Event)] = []
    private var clock = LogClock()
    private var reader = ""
    private var dump: Dump?
    private var command: (bytes: [UInt8], line: Int, time: Int?)?
    private var connection: (transmissionProtocol: CardProtocol?, answerToReset: [UInt8]?)?
    private var open: Set<String> = []
    private var hasAnswerToReset = true

    /// Readers whose cards were sent commands.
    var busy: [String] { ReaderChoice.distinct(entries.map(\.reader)) }

    func events(of reader: String) -> [ForeignTrace.Event] {
        entries.filter { $0.reader == reader }.map(\.event)
    }

    var gaps: [ImportGap] {
        var gaps = [
            ImportGap(.moment, "the day on which the log was made"),
            ImportGap(.openings, "resets, and connections during which no command was sent"),
        ]
        if !clock.isRunning { gaps.append(ImportGap(.times, "how long anything took")) }
        if !hasAnswerToReset { gaps.append(ImportGap(.answerToReset, "the card's answer to reset")) }
        if let command {
            gaps.append(ImportGap(.end, "the answer to the command in line \(command.line), which was left out"))
        }
        return gaps
    }

    mutating func take(_ line: LogLines.Line) throws(ImportError) {
        if dump != nil, try continueDump(line) { return }
        clock.look(at: line.text)
        if let count = Self.announcedCount("Outgoing APDU", line.text) {
            try begin(isOutgoing: true, line.number, count)
        } else if let count = Self.announcedCount("Incoming APDU", line.text) {
            try begin(isOutgoing: false, line.number, count)
        } else if let name = Self.text(after: "pcsc_transmit: reader '", until: "'", line.text) {
            reader = String(name)
        } else if let name = Self.text(after: "protocol: ", until: " ", line.text), line.text.contains("pcsc_connect") {
            leave(line.number)
            connection = (CardProtocol(rawValue: String(name)), nil)
        } else if let name = Self.text(after: "pcsc_disconnect: ", until: ":SCardDisconnect", line.text) {
            close(String(name), line.number)
        } else if let text = Self.text(after: "match_atr_table: ATR     : ", until: " ", line.text) {
            connection?.answerToReset = try? Hex.decode(String(text.filter { $0 != ":" }))
        }
    }

    /// - Throws: ``ImportError`` when the log stops inside a dump.
    func finish() throws(ImportError) {
        if let dump { throw Self.short(dump, at: dump.line) }
    }

    private mutating func begin(isOutgoing: Bool, _ line: Int, _ count: Int) throws(ImportError) {
        guard isOutgoing ? count >= 4 : count >= 2 else {
            let least = isOutgoing ? "four bytes or more" : "a status word at least"
            throw .malformed(line, "an APDU of \(count) bytes", expected: least)
        }
        dump = Dump(isOutgoing: isOutgoing, line: line, count: count)
    }

    /// Takes up to sixteen bytes from a line of a dump; `false` when the line belongs to the log again.
    private mutating func continueDump(_ line: LogLines.Line) throws(ImportError) -> Bool {
        guard var dump else { return false }
        let wanted = min(16, dump.count - dump.bytes.count)
        var text = line.text
        for _ in 0..<wanted {
            guard let byte = UInt8(text.prefix(2), radix: 16), text.dropFirst(2).first.map({ $0 == " " }) ?? true else {
                throw Self.short(dump, at: line.number)
            }
            dump.bytes.append(byte)
            text = text.dropFirst(3)
        }
        self.dump = dump
        if dump.bytes.count == dump.count { settle(dump) }
        return true
    }

    private mutating func settle(_ dump: Dump) {
        self.dump = nil
        if dump.isOutgoing {
            command = (dump.bytes, dump.line, clock.microseconds)
        } else if let (bytes, line, time) = command {
            openIfNeeded(line, time)
            let action = ForeignTrace.Action.exchange(command: bytes, .success(dump.bytes))
            entries.append((reader, .init(line: line, microseconds: time, action)))
            command = nil
        }
    }

    /// A connection counts once a command goes over it.
    private mutating func openIfNeeded(_ line: Int, _ time: Int?) {
        guard open.insert(reader).inserted else { return }
        let opened = ForeignTrace.Action.opened(
            connection?.transmissionProtocol,
            answerToReset: connection?.answerToReset
        )
        hasAnswerToReset = hasAnswerToReset && connection?.answerToReset != nil
        entries.append((reader, .init(line: line, microseconds: time, opened)))
    }

    /// Another program begins, or the same one again: what was open is no longer.
    private mutating func leave(_ line: Int) {
        for name in open.sorted() { close(name, line) }
    }

    private mutating func close(_ name: String, _ line: Int) {
        guard open.remove(name) != nil else { return }
        entries.append((name, .init(line: line, microseconds: clock.microseconds, .closed)))
    }

    private static func short(_ dump: Dump, at line: Int) -> ImportError {
        let problem = "the dump of line \(dump.line) stops after \(dump.bytes.count) bytes"
        return .malformed(line, problem, expected: "\(dump.count) bytes, sixteen a line")
    }

    /// The count in `Outgoing APDU (12 bytes):` and in the older `Outgoing APDU data [   12 bytes]`.
    private static func announcedCount(_ title: String, _ text: Substring) -> Int? {
        guard let rest = Self.text(after: title, until: " bytes", text) else { return nil }
        let digits = rest.drop { !$0.isNumber }
        guard let count = Int(digits), count <= 0x1_0010 else { return nil }
        return count
    }

    private static func text(after start: String, until end: String, _ text: Substring) -> Substring? {
        guard let range = text.firstRange(of: start) else { return nil }
        let rest = text[range.upperBound...]
        guard let stop = rest.firstRange(of: end) else { return end == " " && !rest.isEmpty ? rest : nil }
        return rest[..<stop.lowerBound]
    }
}
