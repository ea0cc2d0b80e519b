import ArgumentParser

/// The command `touchstone ledger`.
struct LedgerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger",
        abstract: "Keeps the ledger of certifications: adds bundles, checks it, makes it again from the bundles.",
        subcommands: [LedgerAddCommand.self, LedgerCheckCommand.self, LedgerRebuildCommand.self]
    )
}
