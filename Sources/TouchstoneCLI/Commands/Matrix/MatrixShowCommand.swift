import ArgumentParser
import SupportMatrix

/// The command `touchstone matrix show`.
struct MatrixShowCommand: BenchCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Prints an edition's tables.",
        discussion: """
            touchstone matrix show
            touchstone matrix show --format csv
            """
    )

    @OptionGroup var edition: EditionOption
    @OptionGroup var output: TableOutputOptions

    func execute(_ console: Console) async throws -> ExitStatus {
        console.printWhole(try edition.resolve().edition.rendered(as: output.format.format))
        return .ok
    }
}
