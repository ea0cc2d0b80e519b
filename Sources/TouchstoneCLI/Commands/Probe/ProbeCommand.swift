import ArgumentParser
import CapabilityProbe
import FIDOMetadata
import Foundation

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
            level the model holds. No PIN is sent; a key that demands one is not asked.

            touchstone probe
            touchstone probe 2 --format json
            touchstone probe --attest --metadata blob.jwt
            touchstone probe replay:recordings/02-key.jsonl
            """
    )

    @OptionGroup var arguments: DeviceArguments
    @OptionGroup var timeout: TimeoutOption

    @Flag(help: "Ask security keys who vouches for them; each has to be touched.")
    var attest = false

    @Option(help: ArgumentHelp("How long somebody may take to touch a key, in seconds.", valueName: "seconds"))
    var touchTimeout = 30

    @OptionGroup var metadata: MetadataOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (1...600).contains(touchTimeout) else {
            throw ValidationError("--touch-timeout takes between 1 and 600 seconds")
        }
    }

    func execute(_ console: Console) async throws -> ExitStatus {
        let (live, replayed) = try await arguments.resolve(within: timeout.limit, console)
        // Before anybody is asked to touch a key that no metadata could be held against.
        let metadata = attest ? try await metadata.resolve() : nil
        var run = BenchRun(limit: timeout.limit, console: console)
        if attest { run.attestation = AttestationAsking(touchLimit: .seconds(touchTimeout), console: console) }
        var outcomes = try await run.probe(live, recordingInto: nil) + run.replay(replayed)
        if let metadata {
            let now = Date()
            for index in outcomes.indices {
                guard let key = outcomes[index].facts.securityKey else { continue }
                let appraisal = try await KeyAppraisal(of: key, by: metadata, at: now)
                outcomes[index].appraisal = AppraisalDocument(appraisal, by: metadata)
            }
        }
        return try FactsPrinter(format: output.format, console: console).print(outcomes)
    }
}
