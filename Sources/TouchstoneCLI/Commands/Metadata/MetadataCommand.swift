import ArgumentParser

/// The command `touchstone metadata`.
struct MetadataCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "metadata",
        abstract: "Fetches and verifies the FIDO metadata, keeps it, and looks into it.",
        subcommands: [
            MetadataFetchCommand.self, MetadataImportCommand.self, MetadataVerifyCommand.self,
            MetadataListCommand.self, MetadataShowCommand.self, MetadataDiffCommand.self, MetadataTableCommand.self,
        ]
    )
}
