import ArgumentParser

/// How a history is printed.
enum HistoryFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
    case text
    case json
    case csv
}

/// Output options of commands that list, for spreadsheets as well.
struct HistoryOutputOptions: ParsableArguments, CommandOutput {
    @Option(name: .long, help: "How to print the result: text, json or csv.")
    var format: HistoryFormat = .text

    @Flag(name: .shortAndLong, help: "Print the result and errors only.")
    var quiet = false

    var isJSON: Bool { format == .json }
}
