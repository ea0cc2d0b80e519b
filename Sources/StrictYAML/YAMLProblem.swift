/// One fault in a file: where it is, what is wrong, and what was probably meant.
package struct YAMLProblem: Hashable, Sendable, CustomStringConvertible {
    package let file: String
    package let position: YAMLPosition
    /// The keys that lead to the value, such as `browsers[0].version`; empty for the file as a whole.
    package let path: String
    package let message: String
    /// The nearest valid spelling, when there is one that is near.
    package let suggestion: String?

    package init(
        file: String,
        position: YAMLPosition,
        path: String = "",
        message: String,
        suggestion: String? = nil
    ) {
        self.file = file
        self.position = position
        self.path = path
        self.message = message
        self.suggestion = suggestion
    }

    package var line: Int { position.line }
    package var column: Int { position.column }

    /// The fault as compilers print theirs, so that editors jump to it.
    package var description: String {
        let hint = suggestion.map { " (did you mean \"\($0)\"?)" } ?? ""
        return "\(file):\(position): \(message)\(hint)"
    }
}
