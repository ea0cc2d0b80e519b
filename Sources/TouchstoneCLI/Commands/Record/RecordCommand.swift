import ArgumentParser

/// The command `touchstone record`.
struct RecordCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record",
        abstract: "Writes down what crosses the wire to a device, or what another program wrote down.",
        discussion: """
            Recordings hold no serial number, no PIN and nothing that was verified by one. An existing recording is never \
            overwritten.

            touchstone record --output recordings
            touchstone record 2 --attest --output recordings
            touchstone record import pcsc-spy.log --output imported.jsonl
            """,
        subcommands: [
            RecordDevicesCommand.self, RecordImportCommand.self, RecordRedactCommand.self, RecordKeygenCommand.self,
        ],
        defaultSubcommand: RecordDevicesCommand.self
    )
}
