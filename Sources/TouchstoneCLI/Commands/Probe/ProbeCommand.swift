import ArgumentParser
import FIDOMetadata
import WireRecording

/// The command `touchstone probe`.
struct ProbeCommand: BenchCommand {
    static let configuration = CommandConfiguration(
        commandName: "probe",
        abstract: "Says what each device is and can do.",
        discussion: """
            Reads only: nothing is written to a device and no try is spent. A key is asked three things, a card is asked \
            to select well-known applications.

            With --attest each key also makes a credential that nothing keeps, for which somebody has to touch it, and \
            the answer is held against the FIDO metadata: what the key claims to be, who vouches for that, and which \
            level the model holds. A key that demands its \
            PIN gets it once, if somebody gives it and three tries are left: at the terminal, by --pin-fd or in \
            TOUCHSTONE_PIN. A recording that was made with \
            --attest is asked again without the flag.

            Exit status where keys are asked, as of `attest`: 0 all are attested, 1 one is not, 2 it is not known of one, \
            since nobody touched it or the metadata does not have its model.

            touchstone probe
            touchstone probe 2 --format json
            touchstone probe --attest --metadata blob.jwt
            touchstone probe replay:recordings/02-key.jsonl
            """
    )

    @OptionGroup var arguments: DeviceArguments
    @OptionGroup var timeout: TimeoutOption

    @OptionGroup var attestation: AttestationOptions
    @OptionGroup var metadata: MetadataOptions
    @OptionGroup var output: OutputOptions

    func execute(_ console: Console) async throws -> ExitStatus {
        let (live, replayed) = try await arguments.resolve(within: timeout.limit, console)
        for recording in replayed where recording.integrity != .complete {
            console.note("note:  \(recording.path): \(recording.integrity)")
        }
        // Before anybody is asked to touch a key that no metadata could be held against.
        let isAsking = attestation.attest || replayed.contains { $0.header.seed != nil }
        let metadata = isAsking ? try await metadata.resolve() : nil
        let run = BenchRun(limit: timeout.limit, console: console, attestation: try attestation.asking(live, console))
        var outcomes = try await run.probe(live, recordingInto: nil) + run.replay(replayed)
        if let metadata { outcomes = try await appraiser(metadata).appraised(outcomes) }
        return try FactsPrinter(format: output.format, console: console, judges: isAsking).print(outcomes)
    }

    private func appraiser(_ metadata: MetadataInUse) -> KeyAppraiser {
        KeyAppraiser(metadata: metadata, includesUnasked: attestation.attest)
    }
}
