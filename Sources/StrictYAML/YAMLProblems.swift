/// Everything that is wrong with a file, in the order of its lines.
///
/// A file is read to its end before it is refused, so that a person mends it once and not once per fault.
package struct YAMLProblems: Error, Hashable, Sendable, CustomStringConvertible {
    /// More than this many are counted and not listed.
    package static let limit = 100

    package let problems: [YAMLProblem]
    /// How many further faults are not in the list.
    package let omitted: Int

    /// Sorts the faults by place and drops repetitions.
    package init(_ problems: [YAMLProblem], omitted: Int = 0) {
        var seen: Set<YAMLProblem> = []
        let distinct = problems.filter { seen.insert($0).inserted }
        let sorted = distinct.enumerated()
            .sorted {
                ($0.element.position, $0.offset) < ($1.element.position, $1.offset)
            }
        self.problems = sorted.prefix(Self.limit).map(\.element)
        self.omitted = omitted + max(0, sorted.count - Self.limit)
    }

    package var description: String {
        var lines = problems.map(\.description)
        if omitted > 0 { lines.append("… and \(omitted) more") }
        return lines.joined(separator: "\n")
    }
}
