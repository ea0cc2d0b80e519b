import ArgumentParser
import StrictYAML
import SupportMatrix

/// The command `touchstone matrix validate`.
struct MatrixValidateCommand: BenchCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "Reports every mistake in edition files, each at its line and column.",
        discussion: """
            touchstone matrix validate new-edition.yaml
            """
    )

    @Argument(help: ArgumentHelp("Edition files.", valueName: "file"))
    var files: [String]

    @OptionGroup var output: OutputOptions

    func execute(_ console: Console) async throws -> ExitStatus {
        var problems: [YAMLProblem] = []
        for file in files {
            let found = Edition.problems(in: try InputFile.bytes(file, called: "edition"), file: file)
            problems += found
            if found.isEmpty { console.note("\(file): is well formed") }
            if output.format == .text { for problem in found { console.print(problem.description) } }
        }
        if output.format == .json {
            let listing = ProblemListing(problems)
            console.print(try JSONOutput(schema: "touchstone.problems/1", result: listing).text())
        }
        return problems.isEmpty ? .ok : .badData
    }
}
