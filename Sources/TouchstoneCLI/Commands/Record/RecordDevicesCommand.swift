import ArgumentParser
import BenchInventory
import FIDOMetadata
import Foundation
import WireRecording

/// The command `touchstone record devices`, which is what `touchstone record` does when nothing else is asked for.
struct RecordDevicesCommand: BenchCommand {
    static let configuration = CommandConfiguration(
        commandName: "devices",
        abstract: "Probes devices and writes down what crossed the wire, a file for each device.",
        discussion: """
            Recordings hold no serial number, no PIN and nothing that was verified by one. An existing recording is never \
            overwritten.

            With --attest each key also makes a credential that nothing keeps, for which somebody has to touch it. A \
            replay asks for the same again, so that what vouches for the key can be examined without it.

            --mode says what becomes of recordings that are there: `all` refuses a device that has one, `new` records \
            the others and replays it, `once` records nothing where there is any, `none` nothing at all.

            --redaction names a policy for personal data: which kinds stay and which become hashes. Hashes of several runs \
            are equal for equal values under one --campaign-key.

            touchstone record --output recordings
            touchstone record --attest --output recordings
            touchstone record devices 2 --output recordings
            touchstone record --mode new --output recordings
            touchstone record --redaction policy.yaml --campaign-key campaign.key -o recordings
            """
    )

    @OptionGroup var arguments: DeviceArguments

    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp("The folder for the recordings.", valueName: "folder")
    )
    var folder: String

    @Option(help: "Which devices to record, and which to replay from what is there.")
    var mode = RecordMode.all

    @OptionGroup var redaction: RedactionOptions
    @OptionGroup var timeout: TimeoutOption
    @OptionGroup var attestation: AttestationOptions
    @OptionGroup var metadata: MetadataOptions
    @OptionGroup var output: OutputOptions

    func execute(_ console: Console) async throws -> ExitStatus {
        let redaction = try redaction.resolve()
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
        let chosen = mode.recorded(live) { FileManager.default.fileExists(atPath: path(of: $0)) }
        let others = live.filter { !chosen.contains($0) }
        let known = try others.flatMap { try RecordingFolder.recordings(at: path(of: $0)) }
        let isAsking = attestation.attest || known.contains { $0.header.seed != nil }
        let metadata = isAsking ? try await metadata.resolve() : nil
        try OutputFolder.make(folder)
        let asking = try attestation.asking(chosen, console)
        let run = BenchRun(limit: timeout.limit, console: console, attestation: asking, redaction: redaction)
        var outcomes = try await run.probe(chosen, recordingInto: folder) + run.replay(known)
        if let metadata { outcomes = try await appraiser(metadata).appraised(outcomes) }
        for outcome in outcomes.prefix(chosen.count) { console.note("recorded \(outcome.path ?? "")") }
        for outcome in outcomes.dropFirst(chosen.count) { console.note("replayed \(outcome.path ?? "")") }
        return try FactsPrinter(format: output.format, console: console).print(outcomes)
    }

    private func appraiser(_ metadata: MetadataInUse) -> KeyAppraiser {
        KeyAppraiser(metadata: metadata, includesUnasked: attestation.attest)
    }

    private func path(of device: BenchDevice) -> String { "\(folder)/\(RecordingName.name(of: device))" }
}
