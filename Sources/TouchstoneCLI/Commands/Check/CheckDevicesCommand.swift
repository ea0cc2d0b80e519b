import ArgumentParser
import BenchInventory
import CheckCatalogue
import Checks
import Foundation

/// The command `touchstone check devices`, which is what `touchstone check` does when nothing else is asked for.
struct CheckDevicesCommand: BenchCommand {
    static let configuration = CommandConfiguration(
        commandName: "devices",
        abstract: "Runs checks on devices and says what passed.",
        discussion: """
            Only reads unless --danger allows more: with d1 somebody touches each key; with d2 credentials are stored and \
            deleted again and the PIN is changed and changed back, which needs it, typed or by --pin-fd. Exit status 1 when a check \
            failed, 2 when one could not be run, 3 when the golden device failed and nothing else was run.

            Checks that spend a try or erase the device run with --allow-danger alone, on devices that the lab's list \
            names by serial number, and only after somebody has typed the device's name back. Ctrl-C finishes the \
            check, leaves the device as it was and prints the report; a second one stops at once. With --results or \
            --record every check that is over is on the disk, and --resume goes on from there.
            touchstone check
            touchstone check devices 2 --only 'hid.*' --only gi.shape
            touchstone check --danger d1 --tag attestation
            touchstone check 2 --danger d2 --only 'cm.*'
            touchstone check 2 --only cp.wrong1 --allow-danger d3 --pin-fd 3
            touchstone check --results monday.journal
            touchstone check --resume monday.journal
            touchstone check --record monday
            touchstone check --replay monday
            touchstone check --waivers lab-waivers.yaml --golden 1-1.2
            touchstone check --list --only 'gi.*'
            """
    )

    @OptionGroup var arguments: DeviceArguments
    @OptionGroup var selection: CheckSelectionOptions
    @OptionGroup var lab: LabOptions
    @OptionGroup var storage: CheckStorageOptions
    @OptionGroup var allowances: AllowanceOptions
    @OptionGroup var golden: GoldenOptions
    @OptionGroup var metadata: MetadataOptions

    @Flag(help: "Also list what passed, with what was measured and noted.")
    var verbose = false

    @Flag(help: "List the checks that are meant, and run none.")
    var list = false

    @Flag(help: "With --list: as the page docs/checks.md, every check there is.")
    var markdown = false

    @OptionGroup var touch: TouchOptions

    @Option(help: ArgumentHelp("How long all checks on one device may take, in seconds.", valueName: "seconds"))
    var deviceTimeout: Int?

    @OptionGroup var timeout: TimeoutOption
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard deviceTimeout.map({ (1...86_400).contains($0) }) != false else {
            throw ValidationError("--device-timeout takes between 1 and 86400 seconds")
        }
        guard list || !markdown else { throw ValidationError("--markdown goes with --list") }
        if storage.resume != nil || storage.replay != nil {
            guard golden.golden.isEmpty else {
                throw ValidationError("--golden is for runs that begin: a run that is gone on with has begun already")
            }
            guard selection.isEmpty, arguments.devices.isEmpty else {
                throw ValidationError("devices and checks of a run that is gone on with stand in its file")
            }
        }
        guard storage.replay == nil || metadata.metadata == nil else {
            throw ValidationError("--metadata is for devices; what a recorded run went by stands in its results")
        }
        guard storage.record == nil || lab.allowDanger == nil else {
            throw ValidationError("--record is for checks that spend nothing")
        }
        guard storage.replay == nil || lab.allowDanger == nil else {
            throw ValidationError("--allow-danger is for devices; a recording has nothing to spend")
        }
    }

    func execute(_ console: Console) async throws -> ExitStatus {
        var printer = CheckPrinter(format: output.format, console: console, isVerbose: verbose)
        if markdown {
            console.printWhole(CatalogueDocument().markdown)
            return .ok
        }
        guard !list else {
            try printer.print(try selection.named())
            return .ok
        }
        // Before anything is sent: a waiver that has expired ends the command.
        let allowances = try allowances.resolve(on: Day.of(.now))
        if let folder = storage.replay {
            let run = try ReplayedChecks(folder, timing: timing, console: console)
            printer.allowance = run.allowance
            return try printer.print(try await run.run().map { $0.judged(by: allowances) }, of: run.names)
        }
        let run = LiveChecks(
            lab: try lab.allowDanger.map { ($0.danger, try lab.list()) },
            hands: touch.hands,
            timing: timing,
            limit: timeout.limit,
            console: console,
            waivers: allowances.waivers
        )
        var reference: GoldenRun?
        let outcome: LiveChecks.Outcome
        if let path = storage.resume {
            let stored = try StoredCheckRun(reading: path)
            printer.allowance = stored.danger
            outcome = try await run.resume(stored, metadata: metadata.resolve())
        } else {
            let spending = lab.allowDanger?.danger
            let entries = try selection.entries(spending: spending)
            printer.allowance = selection.allowance(spending)
            let (live, replayed) = try await arguments.resolve(within: timeout.limit, console)
            guard replayed.isEmpty else {
                throw CommandFailure(
                    code: "not-live",
                    message: "a recording of a probe holds no checks",
                    remedy: "name attached devices; --replay takes the folder of a run that was recorded",
                    status: .usage
                )
            }
            let plan = RunPlan(
                entries: entries,
                allowance: selection.allowance(spending),
                seed: .random(),
                timing: timing,
                metadata: try await metadata.resolve()
            )
            let survey = { try await BenchSurvey.take(within: timeout.limit) }
            let known = try await golden.devices(on: survey)
            if !known.isEmpty {
                let first = try await GoldenRun(of: known, plan, by: run, quirks: allowances.quirks)
                guard !Task.isCancelled else { return .interrupted }
                guard first.isFit else { return try printer.print(unfit: first) }
                reference = first
            }
            let others = live.filter { device in !known.contains { $0.id == device.id } }
            outcome = try await run.run(plan, on: others, into: storage.place)
        }
        let results = outcome.reports.map { $0.judged(by: allowances) }
        let status = try printer.print(results, of: outcome.names, golden: reference)
        guard Task.isCancelled else { return status }
        if let path = outcome.path { console.note("`touchstone check --resume \(path)` goes on with this run") }
        return .interrupted
    }

    private var timing: CheckTiming {
        var timing = CheckTiming(answer: timeout.limit, touch: .seconds(touch.touchTimeout))
        timing.check += timing.touch
        timing.device = deviceTimeout.map { .seconds($0) }
        return timing
    }
}
