import Yams

/// A fault of YAML syntax in the words of someone who has to mend it.
struct SyntaxFault {
    let problem: YAMLProblem

    init(_ error: any Error, file: String) {
        let mark: Mark?
        let message: String
        switch error as? YamlError {
        case .scanner(let context, let problem, let place, _), .parser(let context, let problem, let place, _),
            .composer(let context, let problem, let place, _):
            mark = place
            message = Self.meaning(of: problem, while: context?.text)
        case .reader(let problem, _, _, _):
            mark = nil
            message = "not valid YAML: \(problem)"
        default:
            mark = nil
            message = "not valid YAML: \(error)"
        }
        let position = mark.map { YAMLPosition(line: $0.line, column: $0.column) } ?? .start
        problem = YAMLProblem(file: file, position: position, message: message)
    }

    /// The remedy for what people really get wrong; the parser's own words for the rest.
    private static func meaning(of problem: String, while context: String?) -> String {
        switch problem {
        case "but found another document": return "the file holds more than one document"
        case "found undefined alias": return YAMLComposer.noAnchors
        case "mapping values are not allowed in this context":
            return "a colon is not allowed here: put text that holds a colon in quotes, or mend the indentation"
        case "found character that cannot start any token":
            return "a value must not begin with this character: put it in quotes"
        case _ where problem.hasPrefix("Maximum nesting level"):
            return "the nesting is deeper than \(YAMLDocument.depthLimit) levels"
        default:
            let circumstance = context.map { " \($0)" } ?? ""
            return "not valid YAML: \(problem)\(circumstance)"
        }
    }
}
