import ArgumentParser

/// Puts the options of a default subcommand into the help of the command that it is the default of.
///
/// The parser takes `check --only X` for `check devices --only X`, and its help of `check` knows nothing of `--only`.
enum DefaultSubcommandHelp {
    /// A message of the parser; one that is the help of such a command gets the missing sections.
    static func completing(_ message: String) -> String {
        for command in commands(below: Touchstone.self) {
            guard let usual = command.configuration.defaultSubcommand,
                message == Touchstone.helpMessage(for: command)
            else { continue }
            let usualHelp = Touchstone.helpMessage(for: usual)
            return spliced(usage(of: usual, in: usualHelp, into: message), with: sections(of: usualHelp))
        }
        return message
    }

    /// The usage line of the default, short and under the command's own name, before the one that wants a subcommand.
    private static func usage(
        of usual: any ParsableCommand.Type,
        in help: String,
        into message: String
    ) -> String {
        let name = usual.configuration.commandName.map { " \($0) " } ?? " "
        func line(_ text: String) -> Substring? { text.split(separator: "\n").first { $0.hasPrefix("USAGE: ") } }
        guard let own = line(message), let long = line(help), let place = long.firstRange(of: name) else {
            return message
        }
        // The parser has put `[<options>]` in the place of those that may be left out.
        let arguments = UsageLine.arguments(of: long[place.upperBound...])
        let short = ([String(long[..<place.lowerBound])] + arguments).joined(separator: " ")
        let other = own.replacing("USAGE:", with: "      ")
        return message.replacing(own, with: "\(short)\n\(other)")
    }

    private static func commands(below command: any ParsableCommand.Type) -> [any ParsableCommand.Type] {
        command.configuration.subcommands.flatMap { [$0] + commands(below: $0) }
    }

    /// Arguments and options, without what is above them.
    private static func sections(of help: String) -> String {
        let start = [help.firstRange(of: "\nARGUMENTS:\n"), help.firstRange(of: "\nOPTIONS:\n")]
            .compactMap { $0?.lowerBound }.min()
        return start.map { String(help[help.index(after: $0)...]) } ?? ""
    }

    /// The command's own options are the two that every command has, and the default has them as well.
    private static func spliced(_ help: String, with sections: String) -> String {
        guard let options = help.firstRange(of: "OPTIONS:\n"), let subcommands = help.firstRange(of: "SUBCOMMANDS:\n"),
            options.upperBound <= subcommands.lowerBound, !sections.isEmpty
        else { return help }
        return help[..<options.lowerBound] + sections.trimmingTail + "\n\n" + help[subcommands.lowerBound...]
    }
}

extension String {
    fileprivate var trimmingTail: Substring {
        var text = self[...]
        while text.last?.isNewline == true { text.removeLast() }
        return text
    }
}
