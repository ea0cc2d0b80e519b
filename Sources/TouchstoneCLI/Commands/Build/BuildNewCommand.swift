import ArgumentParser
import KioskBuild

/// The command `touchstone build new`.
struct BuildNewCommand: BenchCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Writes a commented template to fill in.",
        discussion: """
            touchstone build new build.yaml
            touchstone build new > build.yaml
            """
    )

    @Argument(help: ArgumentHelp("The file to write; standard output if none is given.", valueName: "file"))
    var file: String?

    @OptionGroup var output: OutputOptions

    func execute(_ console: Console) async throws -> ExitStatus {
        guard let file else {
            console.print(BuildTemplate.text)
            return .ok
        }
        try NewFile.write(Array(BuildTemplate.text.utf8), to: file)
        console.note("wrote \(file); fill in the blanks, then: touchstone build check \(file)")
        return .ok
    }
}
