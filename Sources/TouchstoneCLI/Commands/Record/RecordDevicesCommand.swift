import ArgumentParser
import Foundation

/// The command `touchstone record devices`, which is what `touchstone record` does when nothing else is asked for.
struct RecordDevicesCommand: BenchCommand {
    static let configuration = CommandConfiguration(
        commandName: "devices",
        abstract: "Probes devices and writes down what crossed the wire, a file for each device.",
        discussion: """
            Recordings hold no serial number, no PIN and nothing that was verified by one. An existing recording is never \
            overwritten.

            touchstone record --output recordings
            touchstone record devices 2 --output recordings
            """
    )

    @OptionGroup var arguments: DeviceArguments

    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp("The folder for the recordings.", valueName: "folder")
    )
    var folder: String

    @OptionGroup var timeout: TimeoutOption
    @OptionGroup var output: OutputOptions

    func execute(_ console: Console) async throws -> ExitStatus {
        let (live, replayed) = try await arguments.resolve(within: timeout.limit, console)
        guard replayed.isEmpty else {
            throw CommandFailure(
                code: "not-live",
                message: "a recording cannot be recorded again",
                remedy: "name attached devices; `touchstone devices` lists them",
                status: .usage
            )
        }
        guard !live.isEmpty else {
            throw CommandFailure(
                code: "no-such-device",
                message: "no devices are attached, so there is nothing to record",
                remedy: "`touchstone doctor` says what the kernel and the PC/SC daemon see",
                status: .noInput
            )
        }
        try OutputFolder.make(folder)
        let outcomes = try await BenchRun(limit: timeout.limit, console: console).probe(live, recordingInto: folder)
        for outcome in outcomes { console.note("recorded \(outcome.path ?? "")") }
        return try FactsPrinter(format: output.format, console: console).print(outcomes)
    }
}
