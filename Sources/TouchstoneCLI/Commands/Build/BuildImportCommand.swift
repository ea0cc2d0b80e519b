import ArgumentParser
import KioskBuild

/// The command `touchstone build import`.
struct BuildImportCommand: BenchCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Begins a description from what osquery reports of a machine.",
        discussion: """
            Reads the tables os_version, programs and chrome_extensions, in one JSON file or one for each. What they do \
            not tell is listed and left blank, never guessed.

            osqueryi --json 'SELECT * FROM os_version' > os.json
            touchstone build import --osquery os.json --osquery programs.json build.yaml
            """
    )

    @Option(help: ArgumentHelp("A file of osquery's JSON; may be given several times.", valueName: "file"))
    var osquery: [String]

    @Argument(help: ArgumentHelp("The file to write; standard output if none is given.", valueName: "build"))
    var file: String?

    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard !osquery.isEmpty else { throw ValidationError("--osquery FILE is needed: it is what can be imported") }
    }

    func execute(_ console: Console) async throws -> ExitStatus {
        let files = try osquery.map { (name: $0, bytes: try InputFile.bytes($0, called: "osquery result")) }
        let result: OsqueryImport
        do throws(OsqueryImportError) {
            result = try OsqueryImport(files: files)
        } catch {
            throw CommandFailure(code: "bad-file", message: error.description, status: .badData)
        }
        if let file {
            try NewFile.write(Array(result.text.utf8), to: file)
            console.note("wrote \(file)")
        } else {
            console.print(result.text)
        }
        for note in result.unknown { console.note("to do: \(note)") }
        return .ok
    }
}
