import ArgumentParser
import SupportMatrix

/// The command `touchstone matrix import`.
struct MatrixImportCommand: BenchCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Reads a saved page of the specification into an edition file.",
        discussion: """
            Takes the page as HTML or as text. Says what it understood and every line that it did not; what it cannot be \
            sure of is refused or reported, never guessed. What no page states (ids, aliases) comes from the edition of \
            --edition.

            touchstone matrix import page.html new-edition.yaml
            """
    )

    @Argument(help: ArgumentHelp("The saved page.", valueName: "page"))
    var page: String

    @Argument(help: ArgumentHelp("The edition file to write; standard output if none is given.", valueName: "file"))
    var file: String?

    @OptionGroup var edition: EditionOption
    @OptionGroup var output: OutputOptions

    private struct Report: Encodable {
        struct Note: Encodable {
            let line: Int
            let text: String
            let meaning: String

            init(_ note: ImportReport.Note) {
                line = note.line
                text = note.text
                meaning = note.meaning
            }
        }

        let id: String
        let needsAttention: Bool
        let understood: [Note]
        let assumed: [Note]
        let unreadFootnotes: [Note]
        let notUnderstood: [Note]
        let carriedOver: [String]
        let gone: [String]

        init(_ edition: Edition, _ report: ImportReport) {
            id = edition.id
            needsAttention = report.needsAttention
            understood = report.understood.map(Note.init)
            assumed = report.assumed.map(Note.init)
            unreadFootnotes = report.unreadFootnotes.map(Note.init)
            notUnderstood = report.notUnderstood.map(Note.init)
            carriedOver = report.carriedOver
            gone = report.gone
        }
    }

    func execute(_ console: Console) async throws -> ExitStatus {
        let bytes = try InputFile.bytes(page, called: "page")
        let importer = PageImporter(lexicon: try edition.resolve().edition)
        let (imported, report) = try Self.read(importer, bytes, page)
        if let file { try NewFile.write(Array(imported.file.utf8), to: file) }
        switch output.format {
        case .json:
            let result = Report(imported, report)
            console.print(try JSONOutput(schema: "touchstone.import/1", result: result).text())
        case .text:
            if file == nil { console.printWhole(imported.file) }
            console.note(report.text)
        }
        if let file { console.note("wrote \(file)") }
        if report.needsAttention { console.note("A person should look at what is marked before the edition is used.") }
        return .ok
    }

    private static func read(
        _ importer: PageImporter,
        _ bytes: [UInt8],
        _ page: String
    ) throws(CommandFailure) -> (Edition, ImportReport) {
        do throws(PageProblems) {
            return try importer.read(bytes, file: page)
        } catch {
            throw CommandFailure(
                code: "bad-page",
                message: error.description,
                remedy: "save the whole page again, as HTML or as text, and leave it as it is",
                status: .badData
            )
        }
    }
}
