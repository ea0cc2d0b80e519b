import ArgumentParser

/// How results are printed.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
    case text
    case json
}

/// What a command's output options tell the code that runs all commands.
protocol CommandOutput {
    var quiet: Bool { get }
    /// Whether a program reads the result, and so errors as well.
    var isJSON: Bool { get }
}

/// Options that every printing command has.
struct OutputOptions: ParsableArguments, CommandOutput {
    @Option(name: .long, help: "How to print the result: text for people, json for programs.")
    var format: OutputFormat = .text

    @Flag(name: .shortAndLong, help: "Print the result and errors only.")
    var quiet = false

    var isJSON: Bool { format == .json }
}
