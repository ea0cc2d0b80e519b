import DeviceTransport
import Octets

/// One PC/SC call in the log of pcsc-spy.
struct SpyCall {
    let function: String
    /// The line with which the call begins.
    let line: Int
    /// Microseconds since 1970.
    let start: Int
    /// What went in, then what came out, a line each.
    var arguments: [LogLines.Line]
    var code = PCSCReturnCode.success

    /// A number written as `0x6A9203E2`.
    func number(_ index: Int) throws(ImportError) -> UInt32 {
        let line = try argument(index)
        guard line.text.hasPrefix("0x"), let number = UInt64(line.text.dropFirst(2), radix: 16) else {
            throw .malformed(
                line.number,
                "argument \(index + 1) of \(function) is no number",
                expected: "0x and digits"
            )
        }
        // Handles are what a `long` holds; the codes have 32 bits.
        return UInt32(truncatingIfNeeded: number)
    }

    func string(_ index: Int) throws(ImportError) -> String { String(try argument(index).text) }

    /// Bytes written as `00 A4 04 00`; none for an empty line and `NULL`.
    func bytes(_ index: Int) throws(ImportError) -> [UInt8] {
        let line = try argument(index)
        guard let bytes = Self.bytes(line.text) else {
            let expected = "bytes as pairs of hexadecimal digits"
            throw .malformed(line.number, "argument \(index + 1) of \(function) is no byte string", expected: expected)
        }
        return bytes
    }

    static func bytes(_ text: Substring) -> [UInt8]? {
        text == "NULL" || text == "(null)" ? [] : try? Hex.decode(String(text.filter { $0 != " " }))
    }

    /// An argument by its place; those from the end have negative numbers.
    private func argument(_ index: Int) throws(ImportError) -> LogLines.Line {
        let place = index < 0 ? arguments.count + index : index
        guard arguments.indices.contains(place) else {
            let problem = "\(function) has \(arguments.count) arguments"
            throw .malformed(line, problem, expected: "one for each parameter that pcsc-spy writes")
        }
        return arguments[place]
    }
}

/// Puts calls together from the lines of several threads.
struct SpyCallReader {
    /// In the order in which they ended.
    private(set) var calls: [SpyCall] = []
    private var open: [Substring: SpyCall] = [:]

    /// The first call that had not come back when the log ended.
    var unfinished: SpyCall? { open.values.min { $0.line < $1.line } }

    mutating func take(_ line: LogLines.Line) throws(ImportError) {
        guard !line.isBlank else { return }
        guard let mark = line.text.firstIndex(of: "@") else {
            throw .malformed(line.number, "there is no thread", expected: "THREAD@ and what pcsc-spy wrote")
        }
        let thread = line.text[..<mark]
        let rest = line.text[line.text.index(after: mark)...]
        if rest.hasPrefix(">|") {
            open[thread] = try Self.begin(rest.dropFirst(2), line.number)
        } else if rest.hasPrefix("<|") {
            guard let call = open.removeValue(forKey: thread) else {
                throw .malformed(line.number, "a call ends that did not begin", expected: "a line with > before it")
            }
            calls.append(try Self.end(rest.dropFirst(2), call, line.number))
        } else {
            // Before the first call stand remarks of the library.
            open[thread]?.arguments.append(LogLines.Line(number: line.number, text: rest))
        }
    }

    private static func begin(_ text: Substring, _ line: Int) throws(ImportError) -> SpyCall {
        let parts = text.split(separator: "|", omittingEmptySubsequences: false)
        guard parts.count == 3, let seconds = Int(parts[0]), let microseconds = Int(parts[1]),
            (0...1 << 40).contains(seconds), (0..<1_000_000).contains(microseconds)
        else { throw .malformed(line, "this begins no call", expected: ">|SECONDS|MICROSECONDS|FUNCTION") }
        return SpyCall(
            function: String(parts[2]),
            line: line,
            start: seconds * 1_000_000 + microseconds,
            arguments: []
        )
    }

    private static func end(_ text: Substring, _ call: SpyCall, _ line: Int) throws(ImportError) -> SpyCall {
        let parts = text.split(separator: "|", omittingEmptySubsequences: false)
        let expected = "<|SECONDS|MICROSECONDS|\(call.function)|TEXT|0xCODE"
        guard parts.count == 5, parts[2] == call.function, let code = parts.last, code.hasPrefix("0x"),
            let number = UInt32(code.dropFirst(2), radix: 16)
        else { throw .malformed(line, "this does not end the call of line \(call.line)", expected: expected) }
        var call = call
        call.code = PCSCReturnCode(rawValue: number)
        return call
    }
}
