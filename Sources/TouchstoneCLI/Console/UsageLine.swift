/// Breaks the parser's usage line, the only one that it lets run past the edge of the terminal.
enum UsageLine {
    private static let width = 80
    private static let indent = String(repeating: " ", count: "USAGE: ".count + 4)

    /// A message of the parser with its usage broken between arguments; nothing else is changed.
    static func wrap(in message: String) -> String {
        message.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.hasPrefix("USAGE: ") || $0.hasPrefix("Usage: ") ? wrapped($0) : String($0) }
            .joined(separator: "\n")
    }

    private static func wrapped(_ usage: Substring) -> String {
        var lines: [String] = []
        var line = ""
        for argument in arguments(of: usage) {
            if line.isEmpty {
                line = argument
            } else if line.count + 1 + argument.count <= width {
                line += " \(argument)"
            } else {
                lines.append(line)
                line = indent + argument
            }
        }
        return (lines + [line]).joined(separator: "\n")
    }

    /// What belongs together: `[--replay <folder>]`, `[<device> ...]`, `--output <folder>`.
    static func arguments(of usage: Substring) -> [String] {
        var arguments: [String] = []
        var isOpen = false
        for word in usage.split(separator: " ") {
            let isValue = word.hasPrefix("<") && arguments.last?.hasPrefix("-") == true
            if let last = arguments.indices.last, isOpen || isValue {
                arguments[last] += " \(word)"
            } else {
                arguments.append(String(word))
            }
            if word.hasPrefix("[") { isOpen = true }
            if word.hasSuffix("]") { isOpen = false }
        }
        return arguments
    }
}
