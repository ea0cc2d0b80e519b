import ArgumentParser
import CheckCatalogue
import Checks
import SafetyGuard
import TextDocuments

/// The command `touchstone check explain`.
struct CheckExplainCommand: BenchCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Says what a check holds a device to, by which clause, and why.",
        discussion: """
            touchstone check explain hid.busy
            touchstone check explain 'mc.*'
            """
    )

    @Argument(help: ArgumentHelp("The check, or several by a pattern with *.", valueName: "id"))
    var id: String

    @OptionGroup var output: OutputOptions

    func execute(_ console: Console) async throws -> ExitStatus {
        let pattern = IDPattern(id)
        let checks = Catalogue.all.entries.map(\.description).filter { pattern.matches($0.id) }
        guard !checks.isEmpty else {
            let isRetired = Catalogue.retired.contains(CheckID(rawValue: id))
            throw CommandFailure(
                code: "no-such-check",
                message: isRetired ? "\(id) was a check once and is retired" : "no check is called \(id)",
                remedy: "`touchstone check --list` names them",
                status: .usage
            )
        }
        switch output.format {
        case .json: try CheckPrinter(format: .json, console: console).print(checks)
        case .text: console.print(checks.map(Self.text).joined(separator: "\n\n"))
        }
        return .ok
    }

    private static func text(_ check: CheckDescription) -> String {
        var table = TextTable(header: [check.id.rawValue, check.title], hasRule: true)
        table.add("clause", "\(check.clause)")
        table.add("class", "\(check.danger): \(check.danger.meaning)")
        table.add("made on", "a \(check.kind.rawValue)")
        if !check.needs.isEmpty { table.add("needs", check.needs.joined(separator: "; ")) }
        table.add("leaves", check.leaves.meaning)
        if !check.tags.isEmpty { table.add("tags", check.tags.sorted().map(\.rawValue).joined(separator: ", ")) }
        table.add("why", check.explanation)
        return table.lines().joined(separator: "\n")
    }
}
