import ArgumentParser
import DeviceTransport

/// The command `touchstone devices`.
struct DevicesCommand: BenchCommand {
    static let configuration = CommandConfiguration(
        commandName: "devices",
        abstract: "Lists readers, cards and security keys, and with --watch what comes and goes.",
        discussion: """
            The two faces of a composite key, FIDO over HID and smartcard over CCID, are one device. The port stays the \
            same for identical readers as long as the wiring does.

            touchstone devices
            touchstone devices --format json
            touchstone devices --watch
            """
    )

    @Flag(name: .long, help: "Stay, and print each arrival and departure until Ctrl-C.")
    var watch = false

    @OptionGroup var timeout: TimeoutOption
    @OptionGroup var output: OutputOptions

    /// A watch has no end of its own: it ends with whoever reads it.
    var outlivesItsReader: Bool { !watch }

    func execute(_ console: Console) async throws -> ExitStatus {
        guard !watch else {
            return try await DeviceWatch(format: output.format, console: console).run()
        }
        let survey = try await BenchSurvey.take(within: timeout.limit)
        switch output.format {
        case .json:
            console.print(try JSONOutput(schema: "touchstone.devices/1", result: DeviceListing(survey)).text())
        case .text:
            console.print(DeviceTable(survey: survey).text)
        }
        if let problem = survey.daemonProblem {
            console.failure(CommandFailure(problem))
            return ExitStatus(problem.code)
        }
        return .ok
    }
}
