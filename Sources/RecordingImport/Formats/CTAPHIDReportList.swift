import CTAPMessages
import Octets
import WireRecording

/// Reads reports as JSON, one a line: `{"t_us":2356,"dir":"out","report":"ffffffff86…"}`.
enum CTAPHIDReportList {
    static func read(_ lines: LogLines) throws(ImportError) -> ForeignTrace {
        var trace = ForeignTrace(.ctapHIDReports, kind: .ctapHID)
        var isOpen = false
        for line in lines where !line.isBlank {
            let (microseconds, direction, report) = try fields(line)
            if direction == .out, opensDevice(report) {
                if isOpen { trace.events.append(.init(line: line.number, microseconds: microseconds, .closed)) }
                isOpen = true
                let opened = ForeignTrace.Action.opened(nil, answerToReset: nil)
                trace.events.append(.init(line: line.number, microseconds: microseconds, opened))
            }
            trace.events.append(.init(line: line.number, microseconds: microseconds, .report(direction, report)))
        }
        guard let first = trace.events.first else { throw ImportError(.empty, problem: "there is no report") }
        if !isOpen {
            let opened = ForeignTrace.Action.opened(nil, answerToReset: nil)
            trace.events.insert(.init(line: first.line, microseconds: first.microseconds, opened), at: 0)
        }
        trace.gaps = [
            ImportGap(.moment, "when the log was made"), ImportGap(.device, "which key it was"),
            ImportGap(.openings, "when the key was opened: each CTAPHID_INIT to all channels is taken for an opening"),
        ]
        if trace.events.contains(where: { $0.microseconds == nil }) {
            trace.gaps.append(ImportGap(.times, "how long everything took"))
        }
        return trace
    }

    /// A library that opens a key asks for a channel first (CTAP 2.1, 11.2.9.1.3).
    private static func opensDevice(_ report: [UInt8]) -> Bool {
        report.prefix(5) == [0xFF, 0xFF, 0xFF, 0xFF, CTAPHIDCommand.initialize.rawValue | 0x80]
    }

    private static func fields(
        _ line: LogLines.Line
    ) throws(ImportError) -> (microseconds: Int?, ForeignTrace.Direction, report: [UInt8]) {
        let node: JSONNode
        do throws(JSONParser.SyntaxError) {
            node = try JSONParser.parse(Array(line.text.utf8)[...])
        } catch {
            throw .malformed(line.number, "no JSON at byte \(error.offset + 1)", expected: error.expected)
        }
        guard case .object(let members) = node.value else {
            throw .malformed(line.number, "this is \(node.typeName)", expected: "an object with dir and report")
        }
        func text(_ name: String) -> String? {
            guard case .string(let text)? = members.first(where: { $0.name == name })?.node.value else { return nil }
            return text
        }
        guard let direction = text("dir").flatMap({ ForeignTrace.Direction(rawValue: $0) }) else {
            throw .malformed(line.number, "`dir` is missing or something else", expected: "`out` or `in`")
        }
        guard let digits = text("report"), let report = try? Hex.decode(digits),
            report.count == CTAPHIDMessage.reportLength
        else {
            let expected = "\(CTAPHIDMessage.reportLength) bytes as hexadecimal digits"
            throw .malformed(line.number, "`report` is no report", expected: expected)
        }
        let microseconds = members.first { $0.name == "t_us" }?.node.wholeNumber
        guard microseconds.map({ $0 >= 0 }) ?? true else {
            throw .malformed(line.number, "`t_us` is negative", expected: "microseconds since the beginning")
        }
        return (microseconds, direction, report)
    }
}
