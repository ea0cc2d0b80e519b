import ArgumentParser
import Assessment

/// The command `touchstone matrix explain`.
struct MatrixExplainCommand: BenchCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Tells how the verdict on a cell comes about.",
        discussion: """
            touchstone matrix explain --system ncrs --os macOS --browser Safari --authenticator security-keys
            """
    )

    /// More than this many stories nobody reads; the query wants narrowing.
    private static let limit = 20

    @OptionGroup var cells: CellOptions
    @OptionGroup var output: OutputOptions

    private struct Story: Encodable {
        let title: String
        let verdict: String
        let text: String
        let steps: [String]
    }

    func execute(_ console: Console) async throws -> ExitStatus {
        let assessor = try cells.assessor()
        let rows = try cells.rows(in: assessor)
        guard rows.count <= Self.limit else {
            throw CommandFailure(
                code: "too-many-cells",
                message: "\(rows.count) cells fit, and \(Self.limit) are explained at once",
                remedy: "narrow it with --system, --os, --browser and --authenticator",
                status: .usage
            )
        }
        let explanations = rows.map { $0.explanation(in: assessor, asOf: cells.day) }
        switch output.format {
        case .text: console.printWhole(explanations.map(\.text).joined(separator: "\n"))
        case .json:
            let stories = explanations.map {
                Story(title: $0.title, verdict: $0.cell.verdict.rawValue, text: $0.text, steps: $0.steps)
            }
            console.print(try JSONOutput(schema: "touchstone.explanation/1", result: stories).text())
        }
        return .ok
    }
}
