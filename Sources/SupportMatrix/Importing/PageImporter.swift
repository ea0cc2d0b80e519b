import Crypto
import Octets

/// Reads a saved page of the specification into an edition.
///
/// The page states tables and sentences. What it never states (ids, aliases, launch arguments, for which systems a
/// browser is made) comes from an edition that is given: what the page says is new, what nobody can read off a page is
/// carried over, and the report tells the two apart. Whatever is not certain is refused or reported, never guessed.
package struct PageImporter: Sendable {
    /// The largest page that is read; the real one is a thousandth of it.
    package static let byteLimit = 2 << 20

    private let lexicon: Edition
    private let acceptsMisspellings: Bool

    /// Takes the edition before, and whether "Window 8.1" is read as Windows 8.1 or refused.
    package init(lexicon: Edition, acceptsMisspellings: Bool = true) {
        self.lexicon = lexicon
        self.acceptsMisspellings = acceptsMisspellings
    }

    /// Reads a page that was saved as HTML or as text; which of them, its first bytes tell.
    ///
    /// - Throws: every place that cannot be read, by line; then there is no edition at all.
    package func read(_ bytes: [UInt8], file: String) throws(PageProblems) -> (edition: Edition, report: ImportReport) {
        func refusal(_ line: Int, _ message: String) -> PageProblems {
            PageProblems([PageProblem(file: file, line: line, message: message)])
        }
        guard bytes.count <= Self.byteLimit else {
            throw refusal(
                1,
                "the page has \(bytes.count) bytes, and no page of the specification has above \(Self.byteLimit)"
            )
        }
        guard let source = String(validating: bytes, as: UTF8.self) else {
            throw refusal(Self.lineOfInvalidText(bytes), "this is no UTF-8 text")
        }
        guard !source.utf8.allSatisfy({ $0 <= 0x20 }) else { throw refusal(1, "the page is empty") }
        var builder = EditionBuilder(lexicon: lexicon, acceptsMisspellings: acceptsMisspellings)
        var problems: [(line: Int, message: String)] = []
        if Self.isHTML(source) {
            let page = HTMLPage(source)
            problems += page.problems
            builder.address = page.canonicalAddress
            builder.read(page.blocks)
        } else {
            let page = TextPage(source.replacing("\r\n", with: "\n"))
            problems += page.problems
            builder.read(page.blocks)
        }
        let lastLine = 1 + source.utf8.lazy.filter { $0 == 0x0A }.count
        let edition = builder.edition(digest: Hex.encode(SHA256.hash(data: bytes)), lastLine: lastLine)
        problems += builder.problems
        guard problems.isEmpty, let edition else {
            throw PageProblems(problems.map { PageProblem(file: file, line: $0.line, message: $0.message) })
        }
        return (edition, builder.report)
    }

    private static func isHTML(_ source: String) -> Bool {
        let start = source.prefix(8192).lowercased()
        return ["<!doctype", "<html", "<table", "<body", "<div", "<p>"].contains { start.contains($0) }
    }

    private static func lineOfInvalidText(_ bytes: [UInt8]) -> Int {
        var line = 1
        var start = bytes.startIndex
        // Line by line, because a line feed is never part of a longer character.
        for index in bytes.indices where bytes[index] == 0x0A {
            if String(validating: bytes[start..<index], as: UTF8.self) == nil { return line }
            line += 1
            start = index + 1
        }
        return line
    }
}
