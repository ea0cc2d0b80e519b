import ArgumentParser

/// The command `touchstone evidence`.
struct EvidenceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evidence",
        abstract: "Makes keys, and re-performs the bundles that certifications leave.",
        subcommands: [VerifyCommand.self, ShowCommand.self, KeygenCommand.self]
    )
}
