/// Collects what is wrong while a document is read.
package final class YAMLReader {
    private let file: String
    private var problems: [YAMLProblem] = []
    private var omitted = 0

    init(file: String) {
        self.file = file
    }

    var isClean: Bool { problems.isEmpty }

    /// Records a fault; the suggestion is looked for only while the fault will be listed.
    func report(
        _ message: String,
        at position: YAMLPosition,
        path: String,
        suggestion: @autoclosure () -> String? = nil
    ) {
        guard problems.count < YAMLProblems.limit else {
            omitted += 1
            return
        }
        problems.append(
            YAMLProblem(file: file, position: position, path: path, message: message, suggestion: suggestion())
        )
    }

    /// All faults; when a body made no value and reported nothing, that is said instead of passing in silence.
    func finish(at position: YAMLPosition) -> YAMLProblems {
        if problems.isEmpty { report("the document could not be read", at: position, path: "") }
        return YAMLProblems(problems, omitted: omitted)
    }
}
