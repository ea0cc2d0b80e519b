import ArgumentParser
import Assessment
import BenchInventory
import Checks
import Evidence
import Foundation
import KioskBuild
import Reports
import StrictYAML
import SupportMatrix
import Vocabulary
import WireRecording

/// The command `touchstone certify`.
struct CertifyCommand: BenchCommand {
    static let configuration = CommandConfiguration(
        commandName: "certify",
        abstract: "Gives a verdict for each system, browser and authenticator of a kiosk build.",
        discussion: """
            Looks at the devices on the bench, or with --replay at recordings of them, and holds the build against an \
            edition of the Warrantied Environment Specification. Every verdict names the rule and the evidence that \
            decided it. Exit status: 0 warranted, 1 not warranted, 2 inconclusive, 3 the golden device failed.

            Where the build names security keys, each key on the bench makes a credential that nothing keeps, for which \
            somebody has to touch it, and its answer is held against the FIDO metadata: who vouches for the model, and \
            which level it holds. With nobody at a terminal keys are only asked with --attest. A key that demands its PIN \
            gets it once, as with `touchstone probe --attest`. Recordings are asked again what the bench was asked.

            The checks that build and edition require are made, and no others; they only read. A failed one makes its \
            cells not warranted, a missing one inconclusive, and with --no-checks all are missing. Recordings of a \
            certification are checked again. What rests on a recording that was stopped or changed is inconclusive, and \
            so is a verdict for a day before the edition, the build's references or the recordings.

            The bundle that --output names holds everything that an auditor needs to come to the same verdict; see \
            `touchstone evidence verify`. Recordings that are replayed leave none without --output, so that there is \
            nothing to sign with --key or to enter with --ledger.

            touchstone certify build.yaml --output certification --key lab.key
            touchstone certify build.yaml --metadata blob.jwt --waivers lab-waivers.yaml
            touchstone certify build.yaml --replay certification/recordings
            """
    )

    @Argument(help: ArgumentHelp("The description of the build.", valueName: "build"))
    var build: String

    @Option(help: ArgumentHelp("Recordings in the place of devices.", valueName: "folder"))
    var replay: String?

    @OptionGroup var edition: EditionOption
    @OptionGroup var policy: PolicyOption

    @Option(
        help: ArgumentHelp("The day for which the verdict holds; today, or the recordings' day.", valueName: "date"),
        transform: DateArgument.date
    )
    var asOf: CalendarDate?

    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp("The bundle: a folder or FILE.tar; live: certification-BUILD.", valueName: "bundle")
    )
    var folder: String?

    @Flag(inversion: .prefixedNo, help: "Make the checks that the build requires.")
    var checks = true

    @OptionGroup var allowances: AllowanceOptions
    @OptionGroup var golden: GoldenOptions
    @OptionGroup var asking: KeyAskingOptions
    @OptionGroup var metadata: MetadataOptions
    @OptionGroup var signing: SigningOption
    @OptionGroup var redaction: RedactionOptions
    @OptionGroup var ledger: LedgerOption
    @OptionGroup var timeout: TimeoutOption
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard folder?.isEmpty != true else { throw ValidationError("--output takes a name, and none was given") }
        guard replay == nil || golden.golden.isEmpty else {
            throw ValidationError("--golden is for devices; recordings say nothing of the bench")
        }
        guard replay == nil || asking.attest == nil else {
            throw ValidationError("--attest is for devices; recordings are asked again what the bench was asked")
        }
        guard replay == nil || !redaction.isGiven else {
            throw ValidationError("recordings that are there are redacted with `touchstone record redact`")
        }
    }

    func execute(_ console: Console) async throws -> ExitStatus {
        try checkThereIsABundle()
        let redaction = try redaction.forEvidence()
        let recordings = try replay.map { try RecordingFolder.recordings(at: $0) }
        var inputs = try readInputs(on: asOf ?? Day.of(recordedAt(recordings) ?? .now))
        // Before anybody is asked to touch a key that no metadata could be held against.
        let time = verificationTime(recordings)
        let metadata = inputs.needsMetadata ? try await metadata.resolve(at: time) : nil
        let path = outputPath(for: inputs.build)
        let key = path == nil ? nil : try signing.resolve()
        var survey = replay == nil ? try await BenchSurvey.take(within: timeout.limit) : nil
        if let bench = survey {
            let known = try await golden.devices(on: { bench })
            survey = bench.without(known)
            if !known.isEmpty, try await !isFit(known, inputs, console) { return .unfit }
        }
        let draft = try path.map { try BundleDraft($0) }
        do {
            var bench = try await lookAtBench(
                recordings,
                survey,
                draft,
                isAsking: inputs.needsMetadata,
                redaction: redaction,
                console
            )
            // Whoever has stopped the probe waits for no checks.
            try Task.checkCancellation()
            bench.checks = try await madeChecks(inputs, on: survey, draft, redaction, console)
            if let metadata { try inputs.keep(metadata, from: self.metadata.source(of: metadata), for: bench) }
            let certification = try await inputs.certification(bench, asOf: asOf)
            let assembly = try BundleAssembly(certification, inputs, made: Date())
            let bundle = try draft.map {
                try assembly.bundle(recordings: recordingFiles($0, bench), checks: bench.checks.files, key: key)
            }
            if let draft, let bundle { try draft.finish(bundle) }
            console.print(output.format == .json ? assembly.result : certification.text)
            if let path { say(path, isSigned: key != nil, console) }
            if let path, let bundle,
                let failure = ledger.enter(bundle, keptIn: path, isLive: replay == nil, console)
            {
                // Said and no more: the result has been printed, and a second document would spoil it for programs.
                console.failure(failure)
                return failure.status
            }
            return certification.assessment.verdict.exitStatus
        } catch {
            draft?.abandon()
            throw error
        }
    }

    /// What is asked to be done with the bundle has to have one.
    private func checkThereIsABundle() throws {
        guard replay != nil, folder == nil else { return }
        let asked = signing.key.map { _ in "--key signs" } ?? (ledger.ledger == true ? "--ledger enters" : nil)
        guard let asked else { return }
        throw CommandFailure(
            code: "no-bundle",
            message: "\(asked) the bundle, and recordings that are replayed leave none without --output",
            remedy: "name one with --output BUNDLE",
            status: .usage
        )
    }

    /// Everything that is judged by; a waiver that has expired on the day ends the command before anything is sent.
    private func readInputs(on day: CalendarDate) throws -> CertificationInputs {
        let chosen = try edition.resolve()
        let allowed = try allowances.read(on: day)
        let files = CertificationInputs.Files(
            build: try InputFile.bytes(build, called: "build"),
            edition: chosen.bytes,
            policy: Array(try policy.resolve().file.utf8),
            datedFacts: DatedFacts.builtInFile,
            waivers: allowed.waivers,
            quirks: allowed.quirks
        )
        return try CertificationInputs(files) { $0 == BundlePath.build ? build : $0 }
    }

    private func say(_ path: String, isSigned: Bool, _ console: Console) {
        console.note("\nKept in \(path)")
        guard !isSigned else { return }
        console.note(
            "UNSIGNED: nothing shows who made this bundle. Sign with --key; `touchstone evidence keygen` makes one."
        )
    }

    private func recordingFiles(_ draft: BundleDraft, _ bench: ObservedBench) throws -> [(name: String, bytes: [UInt8])]
    {
        guard replay != nil else { return try draft.madeRecordings() }
        return try bench.devices.map { ($0.name, try InputFile.bytes($0.path, called: "recording", limit: 256 << 20)) }
    }

    /// A live bench always leaves its evidence; a replay has it already and copies it only when asked.
    private func outputPath(for manifest: BuildManifest) -> String? {
        folder ?? (replay == nil ? "certification-\(manifest.assessment.id.value)" : nil)
    }

    /// Where no day is named, metadata has to verify as of when the keys were asked.
    private func verificationTime(_ recordings: [RecordingOverview]?) -> Date {
        MetadataOptions.verificationTime(on: asOf, else: recordedAt(recordings))
    }

    private func recordedAt(_ recordings: [RecordingOverview]?) -> Date? {
        recordings?.map { TimeInterval($0.header.capturedAt.secondsSinceEpoch) }.max()
            .map(Date.init(timeIntervalSince1970:))
    }

    /// The checks that the build requires: made now, or once more from recordings that have them.
    private func madeChecks(
        _ inputs: CertificationInputs,
        on survey: BenchSurvey?,
        _ draft: BundleDraft?,
        _ redaction: Redaction,
        _ console: Console
    ) async throws -> CertificationChecks {
        guard checks else { return .leftOut }
        let timing = CheckTiming(answer: timeout.limit)
        if let replay {
            return try await CertificationChecks.beside(replay, timing: timing, console: console) ?? .leftOut
        }
        guard let draft, let survey else { return .leftOut }
        let plan = CertificationChecks.plan(inputs.requiredChecks, timing)
        let run = liveChecks(inputs, redaction, console)
        return try await CertificationChecks.make(plan, on: survey.devices, in: draft.checks, by: run)
    }

    private func liveChecks(_ inputs: CertificationInputs, _ redaction: Redaction, _ console: Console) -> LiveChecks {
        LiveChecks(
            hands: asking.touch.hands,
            timing: CheckTiming(answer: timeout.limit),
            limit: timeout.limit,
            console: console,
            redaction: redaction,
            waivers: inputs.waivers
        )
    }

    /// Whether the golden devices pass what the build requires of their kinds; what made the bench unfit is printed.
    private func isFit(_ known: [BenchDevice], _ inputs: CertificationInputs, _ console: Console) async throws -> Bool {
        let plan = CertificationChecks.plan(inputs.requiredChecks, CheckTiming(answer: timeout.limit))
        let run = liveChecks(inputs, Redaction(), console)
        let golden = try await GoldenRun(of: known, plan, by: run, quirks: inputs.quirks)
        try Task.checkCancellation()
        guard golden.isFit else {
            _ = try CheckPrinter(format: output.format, console: console).print(unfit: golden)
            return false
        }
        for device in golden.devices { console.note("the golden device \(device.name) passes") }
        return true
    }

    private func lookAtBench(
        _ recordings: [RecordingOverview]?,
        _ survey: BenchSurvey?,
        _ draft: BundleDraft?,
        isAsking: Bool,
        redaction: Redaction,
        _ console: Console
    ) async throws -> ObservedBench {
        var run = BenchRun(limit: timeout.limit, console: console)
        if let recordings {
            for recording in recordings where recording.integrity != .complete {
                console.note("note:  \(recording.path): \(recording.integrity)")
            }
            return ObservedBench(try await run.replay(recordings), of: recordings)
        }
        if let problem = survey?.daemonProblem { console.failure(CommandFailure(problem)) }
        let devices = survey?.devices ?? []
        run.redaction = redaction
        if isAsking { run.attestation = try asking.asking(devices, console) }
        let outcomes = try await run.probe(devices, recordingInto: draft?.recordings)
        let made = try outcomes.compactMap(\.path).map { try RecordingOverview(reading: RecordingSource($0)) }
        return ObservedBench(outcomes, of: made)
    }
}

extension Verdict {
    fileprivate var exitStatus: ExitStatus {
        switch self {
        case .warranted, .warrantedWithAdvice: .ok
        case .notWarranted: .failed
        case .inconclusive: .inconclusive
        }
    }
}
