import ArgumentParser
import KioskBuild
import StrictYAML

/// The command `touchstone build check`.
struct BuildCheckCommand: BenchCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Reports every mistake in descriptions of builds, each at its line and column.",
        discussion: """
            touchstone build check build.yaml
            touchstone build check builds/*.yaml --format json
            """
    )

    @Argument(help: ArgumentHelp("Descriptions of builds.", valueName: "file"))
    var files: [String]

    @OptionGroup var output: OutputOptions

    func execute(_ console: Console) async throws -> ExitStatus {
        var problems: [YAMLProblem] = []
        for file in files {
            let bytes = try InputFile.bytes(file, called: "build")
            do throws(YAMLProblems) {
                let manifest = try BuildManifest(bytes: bytes, file: file)
                console.note("\(file): \(manifest.assessment.id.value) is well formed")
            } catch {
                problems += error.problems
                if output.format == .text { console.print(error.description) }
            }
        }
        if output.format == .json {
            let listing = ProblemListing(problems)
            console.print(try JSONOutput(schema: "touchstone.problems/1", result: listing).text())
        }
        return problems.isEmpty ? .ok : .badData
    }
}
