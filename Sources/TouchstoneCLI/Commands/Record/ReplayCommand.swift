import ArgumentParser
import Foundation
import WireRecording

/// The command `touchstone replay`.
struct ReplayCommand: BenchCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Runs the probe again on recordings, with no device.",
        discussion: """
            The real libfido2 and all of our code run; the recording answers. Every byte sent has to be the recorded one: \
            the first that is not ends the replay with its event and place, and exit status 65. Where a key was asked who \
            vouches for it, its answer is held against the FIDO metadata, as of the moment of the recording.

            touchstone replay recordings
            touchstone replay recordings/02-key.jsonl --format json
            touchstone replay recordings --lenient make-credential.user.name
            touchstone replay recordings/02-key.jsonl --speed real
            """
    )

    @Argument(help: ArgumentHelp("Recordings, or folders of them.", valueName: "recording"))
    var recordings: [String]

    @Option(
        name: .customLong("lenient"),
        help: ArgumentHelp("Do not compare this field of requests; only its length counts.", valueName: "field")
    )
    var lenientFields: [LenientField] = []

    @Option(help: "How fast the recorded device answers: at once, or no sooner than it did.")
    var speed = ReplayOptions.Speed.max

    @OptionGroup var metadata: MetadataOptions
    @OptionGroup var output: OutputOptions

    func execute(_ console: Console) async throws -> ExitStatus {
        let read = try recordings.flatMap { try RecordingFolder.recordings(at: $0) }
        for recording in read where recording.integrity != .complete {
            console.note("note:  \(recording.path): \(recording.integrity)")
        }
        var options = ReplayOptions()
        options.lenientFields = Set(lenientFields)
        options.speed = speed
        let metadata = read.contains { $0.header.seed != nil } ? try await metadata.resolve() : nil
        var outcomes = try await BenchRun(limit: .seconds(10), console: console).replay(read, options: options)
        if let metadata { outcomes = try await KeyAppraiser(metadata: metadata).appraised(outcomes) }
        return try FactsPrinter(format: output.format, console: console).print(outcomes)
    }
}

extension LenientField: ExpressibleByArgument {}

extension ReplayOptions.Speed: ExpressibleByArgument {}
