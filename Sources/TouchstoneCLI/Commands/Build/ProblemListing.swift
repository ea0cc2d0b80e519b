import StrictYAML

/// Mistakes in files as JSON: schema `touchstone.problems/1`.
struct ProblemListing: Encodable {
    struct Problem: Encodable {
        let file: String
        let line: Int
        let column: Int
        let path: String
        let message: String
        let suggestion: String?
    }

    let problems: [Problem]
    /// Files that could not be read, where there are any.
    let unreadable: [CommandFailure]?

    init(_ problems: [YAMLProblem], unreadable: [CommandFailure] = []) {
        self.unreadable = unreadable.isEmpty ? nil : unreadable
        self.problems = problems.map {
            Problem(
                file: $0.file,
                line: $0.line,
                column: $0.column,
                path: $0.path,
                message: $0.message,
                suggestion: $0.suggestion
            )
        }
    }
}
