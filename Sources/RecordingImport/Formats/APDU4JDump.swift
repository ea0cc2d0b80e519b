import ISO7816
import Octets
import WireRecording

/// Reads the dumps of apdu4j: `#` comments, then commands and answers in turn, hexadecimal, a line each.
enum APDU4JDump {
    static func read(_ lines: LogLines) throws(ImportError) -> ForeignTrace {
        var dump = Dump()
        for line in lines where !line.isBlank {
            let text = line.text.drop(while: \.isWhitespace)
            if text.hasPrefix("#") {
                dump.take(comment: text.dropFirst().drop(while: \.isWhitespace))
            } else {
                try dump.take(bytes(line), at: line.number)
            }
        }
        return try dump.finished()
    }

    private static func bytes(_ line: LogLines.Line) throws(ImportError) -> [UInt8] {
        let text = String(line.text.filter { !$0.isWhitespace })
        do throws(Hex.ParsingError) {
            return try Hex.decode(text)
        } catch {
            throw .malformed(
                line.number,
                "this is no APDU",
                expected: "a comment, or bytes as pairs of hexadecimal digits"
            )
        }
    }
}

/// A dump as far as it has been read.
private struct Dump {
    private var trace = ForeignTrace(.apdu4j, kind: .smartCard)
    private var transmissionProtocol: CardProtocol?
    private var answerToReset: [UInt8]?
    private var pending: (command: [UInt8], line: Int)?
    private var microseconds = 0
    private var hasTimes = false

    mutating func take(comment: Substring) {
        if let value = Self.value("ATR:", comment) {
            answerToReset = try? Hex.decode(String(value.filter { !$0.isWhitespace }))
        } else if let value = Self.value("PROTOCOL:", comment) {
            transmissionProtocol = CardProtocol(rawValue: String(value))
        } else if let value = Self.value("Using ", comment) ?? Self.value("READER:", comment) {
            trace.reader = String(value)
        } else if let value = Self.value("Generated on ", comment) {
            trace.capturedAt = UTCTimestamp(mailDate: value)
        } else if let value = Self.value("Received in ", comment), value.hasSuffix("ms") {
            guard let milliseconds = Int(value.dropLast(2)), (0...86_400_000).contains(milliseconds) else { return }
            hasTimes = true
            microseconds += milliseconds * 1000
        }
    }

    mutating func take(_ bytes: [UInt8], at line: Int) throws(ImportError) {
        guard let (command, start) = pending else {
            guard bytes.count >= 4 else {
                throw .malformed(line, "a command of \(bytes.count) bytes", expected: "four bytes or more")
            }
            pending = (bytes, line)
            return
        }
        guard bytes.count >= 2 else {
            throw .malformed(line, "an answer of \(bytes.count) bytes", expected: "a status word at least")
        }
        let time = hasTimes ? microseconds : nil
        trace.events.append(.init(line: start, microseconds: time, .exchange(command: command, .success(bytes))))
        pending = nil
    }

    func finished() throws(ImportError) -> ForeignTrace {
        var trace = trace
        guard let first = trace.events.first else {
            throw ImportError(.empty, problem: "no command with an answer is in this dump")
        }
        let opened = ForeignTrace.Action.opened(transmissionProtocol, answerToReset: answerToReset)
        trace.events.insert(.init(line: first.line, microseconds: hasTimes ? 0 : nil, opened), at: 0)
        trace.gaps = gaps
        return trace
    }

    private var gaps: [ImportGap] {
        var gaps = [ImportGap(.openings, "when the card was connected and let go of, and whether it was reset")]
        if trace.capturedAt == nil { gaps.append(ImportGap(.moment, "when the dump was made")) }
        gaps.append(
            hasTimes
                ? ImportGap(.times, "the time between an answer and the next command")
                : ImportGap(.times, "how long anything took")
        )
        if trace.reader == nil { gaps.append(ImportGap(.device, "which reader it was")) }
        if answerToReset == nil { gaps.append(ImportGap(.answerToReset, "the card's answer to reset")) }
        if transmissionProtocol == nil { gaps.append(ImportGap(.transmissionProtocol, "the transmission protocol")) }
        if let pending {
            gaps.append(ImportGap(.end, "the answer to the command in line \(pending.line), which was left out"))
        }
        return gaps
    }

    private static func value(_ name: String, _ comment: Substring) -> Substring? {
        guard comment.hasPrefix(name) else { return nil }
        let value = comment.dropFirst(name.count).drop(while: \.isWhitespace)
        let end = value.lastIndex { !$0.isWhitespace }
        return end.map { value[...$0] }
    }
}
