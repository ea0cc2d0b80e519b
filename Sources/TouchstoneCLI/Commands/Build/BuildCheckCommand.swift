import ArgumentParser
import KioskBuild
import StrictYAML

/// The command `touchstone build check`.
struct BuildCheckCommand: BenchCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Reports every mistake in descriptions of builds, each at its line and column.",
        discussion: """
            A file that cannot be read is named, and the others are checked all the same. Exit status: 0 all are well \
            formed, 65 one is not, 66 or more one cannot be read.

            touchstone build check build.yaml
            touchstone build check builds/*.yaml --format json
            """
    )

    @Argument(help: ArgumentHelp("Descriptions of builds.", valueName: "file"))
    var files: [String]

    @OptionGroup var output: OutputOptions

    func execute(_ console: Console) async throws -> ExitStatus {
        var problems: [YAMLProblem] = []
        var unreadable: [CommandFailure] = []
        for file in files {
            do {
                let manifest = try BuildManifest(bytes: InputFile.bytes(file, called: "build"), file: file)
                console.note("\(file): \(manifest.assessment.id.value) is well formed")
            } catch let error as YAMLProblems {
                problems += error.problems
                if output.format == .text { console.print(error.description) }
            } catch let failure as CommandFailure {
                // The other files are looked at all the same: whoever names many wants to hear of each.
                unreadable.append(failure)
                console.failure(failure)
            }
        }
        if output.format == .json {
            let listing = ProblemListing(problems, unreadable: unreadable)
            console.print(try JSONOutput(schema: "touchstone.problems/1", result: listing).text())
        }
        let statuses = (problems.isEmpty ? [] : [ExitStatus.badData]) + unreadable.map(\.status)
        return statuses.max { $0.rawValue < $1.rawValue } ?? .ok
    }
}
