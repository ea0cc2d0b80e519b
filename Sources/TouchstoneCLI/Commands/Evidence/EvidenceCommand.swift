import ArgumentParser

/// The command `touchstone evidence`.
struct EvidenceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evidence",
        abstract: "Makes keys, re-performs the bundles that certifications leave, and redacts them.",
        subcommands: [VerifyCommand.self, ShowCommand.self, RedactCommand.self, KeygenCommand.self]
    )
}
