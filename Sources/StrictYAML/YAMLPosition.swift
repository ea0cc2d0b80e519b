/// A place in a file, as editors count: the first line and the first column are 1.
///
/// Columns count Unicode scalars, which is what the YAML scanner counts.
package struct YAMLPosition: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let line: Int
    package let column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// The place of a fault that belongs to the file as a whole.
    package static let start = Self(line: 1, column: 1)

    package static func < (left: Self, right: Self) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }

    package var description: String { "\(line):\(column)" }
}
