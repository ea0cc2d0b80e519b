/// A log that cannot be imported: where, what is wrong, what was expected.
package struct ImportError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Reason: String, Hashable, Sendable {
        /// No known format.
        case unknownFormat = "unknown-format"
        /// A line is not what the format says.
        case malformed
        /// Nothing was said to a device.
        case empty
        /// There is more than one reader, and nobody said which.
        case severalReaders = "several-readers"
        /// A line holds what no recording may.
        case refused
    }

    package let reason: Reason
    /// Counted from 1; `nil` when the file as a whole is meant.
    package let line: Int?
    package let problem: String
    package let expected: String?

    package init(_ reason: Reason, line: Int? = nil, problem: String, expected: String? = nil) {
        self.reason = reason
        self.line = line
        self.problem = problem
        self.expected = expected
    }

    static func malformed(_ line: Int, _ problem: String, expected: String) -> Self {
        Self(.malformed, line: line, problem: problem, expected: expected)
    }

    package var description: String {
        (line.map { "line \($0): " } ?? "") + problem + (expected.map { "; expected \($0)" } ?? "")
    }

    /// What a person can do about it.
    package var remedy: String {
        switch reason {
        case .unknownFormat: "name the format with --from"
        case .malformed: "check that the file is whole and that --from names its format"
        case .empty: "log again while a program talks to the device"
        case .severalReaders: "name the reader with --reader"
        case .refused: "docs/recording-format.md says what is not recorded, and why"
        }
    }
}
