import ArgumentParser
import BenchInventory
import CheckCatalogue
import Checks
import DeviceTransport

/// The command `touchstone check devices`, which is what `touchstone check` does when nothing else is asked for.
struct CheckDevicesCommand: BenchCommand {
    static let configuration = CommandConfiguration(
        commandName: "devices",
        abstract: "Runs checks on devices and says what passed.",
        discussion: """
            Only reads unless --danger allows more: with d1 somebody touches each key. Exit status 1 when a check \
            failed, 2 when one could not be run.
            touchstone check
            touchstone check devices 2 --only 'hid.*' --only gi.shape
            touchstone check --danger d1 --tag attestation
            touchstone check --list --only 'gi.*'
            """
    )

    @OptionGroup var arguments: DeviceArguments
    @OptionGroup var selection: CheckSelectionOptions

    @Flag(help: "List the checks that are meant, and run none.")
    var list = false

    @Flag(help: "With --list: as the page docs/checks.md, every check there is.")
    var markdown = false

    @Option(help: ArgumentHelp("How long somebody may take to touch a key, in seconds.", valueName: "seconds"))
    var touchTimeout = 30

    @OptionGroup var timeout: TimeoutOption
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (1...600).contains(touchTimeout) else {
            throw ValidationError("--touch-timeout takes between 1 and 600 seconds")
        }
        guard list || !markdown else { throw ValidationError("--markdown goes with --list") }
    }

    func execute(_ console: Console) async throws -> ExitStatus {
        let printer = CheckPrinter(format: output.format, console: console)
        if markdown {
            console.printWhole(CatalogueDocument().markdown)
            return .ok
        }
        guard !list else {
            try printer.print(try selection.named())
            return .ok
        }
        let entries = try selection.entries()
        let (live, replayed) = try await arguments.resolve(within: timeout.limit, console)
        guard replayed.isEmpty else {
            throw CommandFailure(
                code: "not-live",
                message: "a recording of a probe holds no checks",
                remedy: "name attached devices; `touchstone devices` lists them",
                status: .usage
            )
        }
        var timing = CheckTiming(answer: timeout.limit, touch: .seconds(touchTimeout))
        timing.check += timing.touch
        let plan = RunPlan(entries: entries, allowance: selection.danger, seed: .random(), timing: timing)
        let results = try await BenchCheckRun(plan: plan, console: console)
            .run(live.map { LiveFaces(device: $0, attestationSeed: nil) })
        return try printer.print(results, of: live.map(\.name))
    }
}
