import ArgumentParser
import Assessment

/// How the page is read where it leaves a choice.
struct PolicyOption: ParsableArguments {
    @Option(help: ArgumentHelp("A file that sets readings A01 to A18; see docs/readings.md.", valueName: "file"))
    var policy: String?

    /// - Throws: `YAMLProblems` when the file is wrong, `CommandFailure` when there is none.
    func resolve() throws -> Policy {
        guard let policy else { return .standard }
        return try Policy(reading: try InputFile.bytes(policy, called: "policy"), file: policy)
    }
}
