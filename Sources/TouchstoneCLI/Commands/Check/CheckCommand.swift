import ArgumentParser

/// The command `touchstone check`.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Runs checks from the catalogue on devices, or tells what the checks are.",
        discussion: """
            Only reads unless --danger allows more: with d1 somebody touches each key, with d2 the key's PIN is used, and \
            what is written is taken back. No try is meant to be spent without --allow-danger. What each check does is \
            in `check explain` and docs/checks.md.
            touchstone check
            touchstone check --list
            touchstone check 2 --only 'hid.*'
            touchstone check explain hid.busy
            """,
        subcommands: [CheckDevicesCommand.self, CheckExplainCommand.self],
        defaultSubcommand: CheckDevicesCommand.self
    )
}
