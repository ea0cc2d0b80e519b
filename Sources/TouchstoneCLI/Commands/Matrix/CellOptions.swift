import ArgumentParser
import Assessment
import DeviceTransport
import Foundation
import StrictYAML
import Vocabulary

/// Which cells of the matrix are meant, and how and when they are read.
struct CellOptions: ParsableArguments {
    @Option(help: "A system by id or name; * stands for any text.")
    var system: String?

    @Option(help: ArgumentHelp("An operating system: a column, or one such as \"Windows 11 25H2\".", valueName: "os"))
    var os: String?

    @Option(help: "A browser: a column, or one such as \"Edge (IE mode)\".")
    var browser: String?

    @Option(help: "An authenticator by id or name.")
    var authenticator: String?

    @OptionGroup var edition: EditionOption
    @OptionGroup var policy: PolicyOption

    @Option(
        help: ArgumentHelp("The day for which the answer holds; today if not given.", valueName: "date"),
        transform: DateArgument.date
    )
    var asOf: CalendarDate?

    var day: CalendarDate { asOf ?? Day.of(Date()) }

    func assessor() throws -> Assessor {
        Assessor(edition: try edition.resolve().edition, policy: try policy.resolve())
    }

    /// The cells that fit.
    ///
    /// - Throws: `CommandFailure` when a name fits nothing.
    func rows(in assessor: Assessor) throws -> [MatrixQuery.Row] {
        let query = MatrixQuery(system: system, operatingSystem: os, browser: browser, authenticator: authenticator)
        do throws(MatrixQuery.NoMatch) {
            return try query.rows(in: assessor, asOf: day)
        } catch {
            throw CommandFailure(
                code: "no-such-cell",
                message: error.description,
                remedy: "`touchstone matrix show` lists the names",
                status: .noInput
            )
        }
    }
}
