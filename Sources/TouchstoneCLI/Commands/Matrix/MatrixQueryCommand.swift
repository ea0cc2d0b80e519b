import ArgumentParser
import Assessment
import SupportMatrix

/// The command `touchstone matrix query`.
struct MatrixQueryCommand: BenchCommand {
    static let configuration = CommandConfiguration(
        commandName: "query",
        abstract: "Lists the verdicts of the cells that fit.",
        discussion: """
            A cell asked without a build is judged as if everything that a build has to show were shown; the number of \
            these conditions is given with it, and `matrix explain` names them.

            touchstone matrix query --system ncrs --authenticator "security*"
            touchstone matrix query --os "Windows 11 25H2" --format csv
            """
    )

    @OptionGroup var cells: CellOptions
    @OptionGroup var output: TableOutputOptions

    func execute(_ console: Console) async throws -> ExitStatus {
        let rows = try cells.rows(in: try cells.assessor())
        console.printWhole(rows.table.rendered(as: output.format.format))
        return .ok
    }
}
