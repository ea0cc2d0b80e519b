import ArgumentParser
import Evidence
import Foundation
import WireRecording

/// The command `touchstone record redact`.
struct RecordRedactCommand: BenchCommand {
    static let configuration = CommandConfiguration(
        commandName: "redact",
        abstract: "Makes recordings with less personal data of recordings that are there.",
        discussion: """
            Nothing is changed in its place: the copies go where --output says. What a recording does not hold, its copy \
            cannot hold either; a policy that keeps more changes nothing. Without a policy everything is hashed that a \
            replay can do without: what a key signed stays, and what the host brought. The file of results beside \
            recordings of checks is copied as it is: it holds no serial number and no PIN.

            touchstone record redact recordings --output shared
            touchstone record redact key.jsonl --redaction policy.yaml --campaign-key campaign.key -o shared.jsonl
            """
    )

    @Argument(help: ArgumentHelp("A recording, or a folder of them.", valueName: "recording"))
    var source: String

    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp("The file or the folder for what comes of it.", valueName: "path")
    )
    var target: String

    @OptionGroup var redaction: RedactionOptions
    @OptionGroup var output: OutputOptions

    private struct Copy: Encodable {
        let recording: String
        let events: Int
        let changed: Int
        let integrity: String
    }

    func execute(_ console: Console) async throws -> ExitStatus {
        let redaction = RecordingRedaction(try redaction.resolve(without: .sharing))
        let sources = try RecordingFolder.paths(at: source)
        let isFolder = sources != [source]
        if isFolder { try OutputFolder.make(target) }
        var copies: [Copy] = []
        for path in sources {
            let copy = isFolder ? "\(target)/\((path as NSString).lastPathComponent)" : target
            let outcome = try redaction.copy(RecordingReader(path: path), to: copy)
            if outcome.integrity != .complete { console.note("note:  \(path): \(outcome.integrity)") }
            copies.append(
                Copy(
                    recording: copy,
                    events: outcome.events,
                    changed: outcome.changed,
                    integrity: outcome.integrity == .complete ? "complete" : "incomplete"
                )
            )
        }
        if isFolder {
            try copyResults(console)
            let checks = "\(source)/\(BundlePath.checks)"
            if FileManager.default.fileExists(atPath: checks) {
                console.note("note:  \(checks): recordings of checks, left out; redact them by themselves")
            }
        }
        if output.isJSON {
            console.print(try JSONOutput(schema: "touchstone.redaction/1", result: copies).text())
        } else {
            for copy in copies { console.print("\(copy.recording): \(copy.changed) of \(copy.events) events changed") }
        }
        return .ok
    }

    /// Recordings of checks play with the file of their results alone.
    private func copyResults(_ console: Console) throws {
        let path = CheckStorageOptions.file(in: source)
        guard FileManager.default.fileExists(atPath: path) else { return }
        let bytes = try InputFile.bytes(path, called: "file of results", limit: 64 << 20)
        _ = try StoredCheckRun(bytes: bytes, path: path)
        try NewFile.write(bytes, to: CheckStorageOptions.file(in: target))
        console.note("note:  \(path): copied as it is; it names devices, ports and what each check found")
    }
}
