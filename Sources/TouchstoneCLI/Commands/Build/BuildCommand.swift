import ArgumentParser

/// The command `touchstone build`.
struct BuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build",
        abstract: "Begins, imports and checks the descriptions of kiosk builds.",
        subcommands: [BuildNewCommand.self, BuildCheckCommand.self, BuildImportCommand.self]
    )
}
