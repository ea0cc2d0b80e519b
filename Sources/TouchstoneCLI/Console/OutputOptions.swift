import ArgumentParser

/// How results are printed.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
    case text
    case json
}

/// Options that every printing command has.
struct OutputOptions: ParsableArguments {
    @Option(name: .long, help: "How to print the result: text for people, json for programs.")
    var format: OutputFormat = .text

    @Flag(name: .shortAndLong, help: "Print the result and errors only.")
    var quiet = false

    var console: Console { Console(isQuiet: quiet) }
}
