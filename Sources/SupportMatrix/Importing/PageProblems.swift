/// Something on a saved page that cannot be read, and where.
package struct PageProblem: Hashable, Sendable, CustomStringConvertible {
    package let file: String
    /// Counted from 1.
    package let line: Int
    package let message: String

    package var description: String { "\(file):\(line): \(message)" }
}

/// Why a page gives no edition.
package struct PageProblems: Error, Hashable, Sendable, CustomStringConvertible {
    /// More than this many are counted and not listed.
    package static let limit = 100

    /// In the order of the lines.
    package let problems: [PageProblem]
    package let omitted: Int

    init(_ problems: [PageProblem]) {
        let sorted = problems.enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }
        self.problems = sorted.prefix(Self.limit).map(\.element)
        omitted = max(0, problems.count - Self.limit)
    }

    package var description: String {
        let more = omitted == 0 ? [] : ["and \(omitted) more"]
        return (problems.map(\.description) + more).joined(separator: "\n")
    }
}
