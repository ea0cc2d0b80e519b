/// Reads a recording event by event; memory stays bounded whatever the file's length.
package final class RecordingReader {
    package let path: String
    package let header: RecordingHeader
    /// Known when ``next()`` has returned `nil`.
    package private(set) var integrity: RecordingIntegrity?
    private let lines: LineReader
    private var checksum = CRC32()
    private var events = 0

    /// Opens the file and reads the header.
    ///
    /// - Throws: ``RecordingError``, for an unknown version too.
    package convenience init(path: String) throws(RecordingError) {
        try self.init(lines: LineReader(path: path), path: path)
    }

    /// Reads the header of a recording in memory.
    ///
    /// - Throws: as ``init(path:)`` does.
    package convenience init(bytes: [UInt8], path: String) throws(RecordingError) {
        try self.init(lines: LineReader(bytes: bytes, path: path), path: path)
    }

    private init(lines: LineReader, path: String) throws(RecordingError) {
        self.path = path
        self.lines = lines
        let first = try lines.next()
        let isEmpty = first?.bytes.isEmpty != false
        // Where more lines follow, an empty first one is a line that is no header.
        let hasMore = isEmpty ? try lines.next() != nil : true
        guard let line = first, hasMore else {
            throw RecordingError(.malformed, path: path, line: 1, problem: "the file is empty", expected: "a recording")
        }
        guard line.isTerminated else {
            throw RecordingError(.malformed, path: path, line: 1, problem: "there is no header", expected: "one line")
        }
        header = try Self.parse(line.bytes, path: path, line: 1, RecordingHeader.init(parsing:))
        checksum.add(line.bytes)
        checksum.add([UInt8(ascii: "\n")])
    }

    /// The next event, the `end` event left out; `nil` when there are no more.
    ///
    /// - Throws: ``RecordingError`` for every line that is not what the format says. A last line without its line feed
    ///   is no error: it is what a killed process leaves.
    package func next() throws(RecordingError) -> RecordedEvent? {
        guard integrity == nil else { return nil }
        guard let line = try lines.next() else { return end(.incomplete(.noEnd)) }
        guard line.isTerminated else { return end(.incomplete(.tornLine(lines.lineNumber))) }
        let event = try Self.parse(line.bytes, path: path, line: lines.lineNumber) { node throws(RecordComplaint) in
            try RecordedEvent(parsing: node, header: header)
        }
        guard event.number == events + 1 else {
            throw error("`n` is \(event.number)", expected: "\(events + 1): a line is missing or moved")
        }
        if case .end(let count, let sum) = event.kind {
            guard count == events else { throw error("`events` is \(count)", expected: "\(events)") }
            guard try lines.next() == nil else { throw error("a line follows the end", expected: "none") }
            return end(sum == checksum.value ? .complete : .altered(line: lines.lineNumber))
        }
        events += 1
        checksum.add(line.bytes)
        checksum.add([UInt8(ascii: "\n")])
        return event
    }

    private func end(_ integrity: RecordingIntegrity) -> RecordedEvent? {
        self.integrity = integrity
        return nil
    }

    private func error(_ problem: String, expected: String) -> RecordingError {
        RecordingError(.malformed, path: path, line: lines.lineNumber, column: 1, problem: problem, expected: expected)
    }

    private static func parse<Value>(
        _ bytes: ArraySlice<UInt8>,
        path: String,
        line: Int,
        _ read: (JSONNode) throws(RecordComplaint) -> Value
    ) throws(RecordingError) -> Value {
        let node: JSONNode
        do throws(JSONParser.SyntaxError) {
            node = try JSONParser.parse(bytes)
        } catch {
            let found = error.offset < bytes.count ? "this is no JSON" : "the line ends too early"
            throw RecordingError(
                .malformed,
                path: path,
                line: line,
                column: error.offset + 1,
                problem: found,
                expected: error.expected
            )
        }
        do throws(RecordComplaint) {
            return try read(node)
        } catch {
            throw RecordingError(
                error.reason,
                path: path,
                line: line,
                column: error.offset + 1,
                // The header is line 1, so the line tells which event it should be.
                problem: line > 1 ? "event \(line - 1): \(error.problem)" : error.problem,
                expected: error.expected
            )
        }
    }
}

/// Whether a recording is all that was written, as it was written.
package enum RecordingIntegrity: Hashable, Sendable, CustomStringConvertible {
    case complete
    case incomplete(Gap)
    /// The checksum of the `end` event is not that of the lines before: the file was edited.
    case altered(line: Int)

    /// How an incomplete recording stops.
    package enum Gap: Hashable, Sendable {
        /// After a whole line.
        case noEnd
        /// In the middle of this line, which is left out.
        case tornLine(Int)
    }

    package var isAltered: Bool { if case .altered = self { true } else { false } }

    package var description: String {
        switch self {
        case .complete: "complete"
        case .incomplete(.noEnd): "incomplete: there is no end event, the program that made it was stopped"
        case .incomplete(.tornLine(let line)):
            "incomplete: line \(line) is torn, the program that made it was stopped while it wrote"
        case .altered(let line): "altered: the checksum in line \(line) is not that of the lines before"
        }
    }
}
