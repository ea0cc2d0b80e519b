/// The lines of a log, numbered from 1.
package struct LogLines: Sendable, Sequence {
    /// One line without its end.
    package struct Line: Sendable {
        package let number: Int
        package let text: Substring

        package var isBlank: Bool { text.allSatisfy(\.isWhitespace) }
    }

    /// A day of a talkative program, and an end to what a wrong file can make us hold.
    package static let maximumBytes = 256 << 20

    private let lines: [Line]

    /// Cuts a file into lines; bytes that are no UTF-8 become `�`, since other programs write what they like.
    package init(_ bytes: [UInt8]) {
        self.init(String(decoding: bytes, as: UTF8.self))
    }

    package init(_ text: String) {
        var lines: [Line] = []
        for part in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            var line = Substring(part)
            if line.utf8.last == UInt8(ascii: "\r") { line = Substring(line.utf8.dropLast()) }
            lines.append(Line(number: lines.count + 1, text: line))
        }
        if lines.last?.text.isEmpty == true { lines.removeLast() }
        self.lines = lines
    }

    package var count: Int { lines.count }

    package func makeIterator() -> IndexingIterator<[Line]> { lines.makeIterator() }

    subscript(index: Int) -> Line? { lines.indices.contains(index) ? lines[index] : nil }
}
