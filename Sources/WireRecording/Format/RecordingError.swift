/// A recording that cannot be read: where, what is wrong, what was expected, what to do.
package struct RecordingError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Reason: String, Hashable, Sendable {
        /// The file cannot be opened.
        case missing
        /// The system does not permit the file to be read.
        case forbidden
        /// The file cannot be read to its end.
        case unreadable
        /// A line is not what the format says.
        case malformed
        /// A later release made it.
        case unsupportedVersion
        /// It exceeds the limits of a reader.
        case tooLarge
    }

    package let reason: Reason
    package let path: String
    /// Counted from 1; `nil` when the file as a whole is meant.
    package let line: Int?
    /// The byte in the line, counted from 1.
    package let column: Int?
    package let problem: String
    package let expected: String?

    package init(
        _ reason: Reason,
        path: String,
        line: Int? = nil,
        column: Int? = nil,
        problem: String,
        expected: String? = nil
    ) {
        self.reason = reason
        self.path = path
        self.line = line
        self.column = column
        self.problem = problem
        self.expected = expected
    }

    package var description: String {
        let position = [line, column].compactMap { $0.map { ":\($0)" } }.joined()
        return "\(path)\(position): \(problem)" + (expected.map { "; expected \($0)" } ?? "")
    }

    /// What a person can do about it.
    package var remedy: String {
        switch reason {
        case .missing: "check the path; recordings are made with `touchstone record`"
        case .forbidden: "check the file's permissions"
        case .unreadable: "check the disk"
        case .malformed: "restore the file from where it was archived, or record again with `touchstone record`"
        case .unsupportedVersion: "use the release that made it, or a later one"
        case .tooLarge: "record fewer checks into one file"
        }
    }
}
