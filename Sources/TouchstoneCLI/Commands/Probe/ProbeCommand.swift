import ArgumentParser

/// The command `touchstone probe`.
struct ProbeCommand: BenchCommand {
    static let configuration = CommandConfiguration(
        commandName: "probe",
        abstract: "Says what each device is and can do.",
        discussion: """
            Reads only: nothing is written to a device and no try is spent. A key is asked three things, a card is asked \
            to select well-known applications.

            touchstone probe
            touchstone probe 2 --format json
            touchstone probe replay:recordings/02-key.jsonl
            """
    )

    @OptionGroup var arguments: DeviceArguments
    @OptionGroup var timeout: TimeoutOption
    @OptionGroup var output: OutputOptions

    func execute(_ console: Console) async throws -> ExitStatus {
        let (live, replayed) = try await arguments.resolve(within: timeout.limit, console)
        let run = BenchRun(limit: timeout.limit, console: console)
        let outcomes = try await run.probe(live, recordingInto: nil) + run.replay(replayed)
        return try FactsPrinter(format: output.format, console: console).print(outcomes)
    }
}
