import ArgumentParser
import SupportMatrix

/// The command `touchstone matrix`.
struct MatrixCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "matrix",
        abstract: "Looks into the editions of the support matrix.",
        subcommands: [MatrixShowCommand.self]
    )
}

/// The command `touchstone matrix show`.
struct MatrixShowCommand: BenchCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Prints an edition's tables.",
        usage: """
            touchstone matrix show [--edition <edition>] [--as <layout>]
                [--format <format>] [--quiet]
            """,
        discussion: """
            touchstone matrix show
            touchstone matrix show --as csv
            """
    )

    @OptionGroup var edition: EditionOption

    @Option(
        name: .customLong("as"),
        help: ArgumentHelp("How to lay it out; overrides --format.", valueName: "layout")
    )
    var layout: MatrixLayout?

    @OptionGroup var output: OutputOptions

    func execute(_ console: Console) async throws -> ExitStatus {
        let format = layout?.format ?? (output.format == .json ? .json : .text)
        console.print(String(try edition.resolve().edition.rendered(as: format).dropLast()))
        return .ok
    }
}

/// How an edition is laid out.
enum MatrixLayout: String, CaseIterable, ExpressibleByArgument {
    case text, json, csv, markdown

    var format: MatrixFormat {
        switch self {
        case .text: .text
        case .json: .json
        case .csv: .csv
        case .markdown: .markdown
        }
    }
}
