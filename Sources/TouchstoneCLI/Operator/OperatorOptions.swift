import ArgumentParser
import Glibc

/// Who is at the bench, and which PIN they have brought.
struct OperatorOptions: ParsableArguments {
    @Flag(help: "Ask nobody anything, even at a terminal.")
    var nonInteractive = false

    @Option(
        name: .customLong("pin-fd"),
        help: ArgumentHelp(
            "Read the PIN of the one key from this descriptor; TOUCHSTONE_PIN in the environment does as well.",
            valueName: "number"
        )
    )
    var pinDescriptor: Int32?

    func validate() throws {
        guard pinDescriptor.map({ $0 == 0 || $0 > 2 }) != false else {
            throw ValidationError("--pin-fd takes 0 or a number above 2")
        }
    }

    /// The operator of a run with so many keys; a PIN that nothing in it wants is left for whoever does.
    ///
    /// - Throws: `CommandFailure` when a PIN was given and it is not plain which key it belongs to.
    func resolve(
        keyCount: Int,
        isPINWanted: Bool = true,
        _ console: Console
    ) throws -> TerminalOperator {
        let given = isPINWanted ? try pinDescriptor.map { try GivenPIN.reading($0) } ?? GivenPIN.environment() : nil
        guard given == nil || keyCount <= 1 else {
            throw CommandFailure(
                code: "pin",
                message:
                    "a PIN was given, and there are \(keyCount) security keys: a try at the wrong one would be lost",
                remedy: "name the one key, or have the PIN asked for at the terminal",
                status: .usage
            )
        }
        let terminal = isSomebodyThere ? STDIN_FILENO : nil
        return TerminalOperator(terminal: terminal, given: given) { console.prompt($0) }
    }

    /// Whether somebody can be asked.
    var isSomebodyThere: Bool { !nonInteractive && Self.isAtTerminal }

    /// Whether somebody can type: a job in the background would be stopped over it.
    private static var isAtTerminal: Bool {
        guard isatty(STDIN_FILENO) != 0 else { return false }
        let foreground = tcgetpgrp(STDIN_FILENO)
        return foreground < 0 || foreground == getpgrp()
    }
}
