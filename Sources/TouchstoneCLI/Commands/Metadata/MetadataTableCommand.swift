import ArgumentParser
import FIDOMetadata
import Foundation

/// The command `touchstone metadata table`.
struct MetadataTableCommand: BenchCommand {
    static let configuration = CommandConfiguration(
        commandName: "table",
        abstract: "Writes the table of certified models that ships with the program, from a verified BLOB.",
        discussion: """
            For maintainers: the text belongs into Sources/FIDOMetadata/Resources/certified-models.txt.

            touchstone metadata table blob.jwt > certified-models.txt
            """
    )

    @Argument(help: ArgumentHelp("The signed BLOB.", valueName: "file"))
    var file: String

    @Option(
        help: ArgumentHelp("The moment of verification; now if none is given.", valueName: "date"),
        transform: MomentArgument.moment
    )
    var at: Date?

    @OptionGroup var authority: AnchorOptions
    @OptionGroup var output: QuietOption

    func execute(_ console: Console) async throws -> ExitStatus {
        let verified = try await BLOBFile.verify(file, with: try authority.verifier(), at: at ?? Date())
        console.printWhole(BuiltInModels.table(from: verified))
        return .ok
    }
}

/// For a command whose result has one form only.
struct QuietOption: ParsableArguments, CommandOutput {
    @Flag(name: .shortAndLong, help: "Print the result and errors only.")
    var quiet = false

    var isJSON: Bool { false }
}
