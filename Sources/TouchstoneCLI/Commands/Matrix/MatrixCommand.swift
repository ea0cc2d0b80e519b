import ArgumentParser
import SupportMatrix

/// The command `touchstone matrix`.
struct MatrixCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "matrix",
        abstract: "Looks into the editions of the support matrix.",
        subcommands: [
            MatrixShowCommand.self, MatrixQueryCommand.self, MatrixExplainCommand.self, MatrixDiffCommand.self,
            MatrixImportCommand.self, MatrixValidateCommand.self,
        ]
    )
}

/// How a table is laid out.
enum MatrixLayout: String, CaseIterable, ExpressibleByArgument {
    case text, json, csv, markdown

    var format: MatrixFormat {
        switch self {
        case .text: .text
        case .json: .json
        case .csv: .csv
        case .markdown: .markdown
        }
    }
}

/// Output options of the commands that print tables, which have two more formats than the others.
struct TableOutputOptions: ParsableArguments, CommandOutput {
    @Option(name: .long, help: "How to print the result: text, json, csv or markdown.")
    var format: MatrixLayout = .text

    @Flag(name: .shortAndLong, help: "Print the result and errors only.")
    var quiet = false

    var isJSON: Bool { format == .json }
}
