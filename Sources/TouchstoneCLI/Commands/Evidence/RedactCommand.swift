import ArgumentParser
import Evidence
import Foundation
import WireRecording

/// The command `touchstone evidence redact`.
struct RedactCommand: BenchCommand {
    static let configuration = CommandConfiguration(
        commandName: "redact",
        abstract: "Makes a bundle with less personal data of one that is there.",
        discussion: """
            The first bundle stays as it is. The new one says in redaction.json what is not in it any more, with the \
            digests that it had, and of which bundle it was made. Where what is left still leads to the verdict, \
            `touchstone evidence verify` reaches it again; otherwise it says that the verdict is claimed and no more. \
            Without a policy everything in recordings is hashed that a replay can do without.

            touchstone evidence redact certification --output for-vendor --key lab.key
            touchstone evidence redact ward-17.tar --drop recordings/03-key.jsonl --output ward-17-shared.tar
            """
    )

    @Argument(help: ArgumentHelp("The bundle, a folder or a tar archive.", valueName: "bundle"))
    var bundle: String

    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp("The new bundle: a folder or FILE.tar.", valueName: "bundle")
    )
    var target: String

    @Option(
        name: .customLong("drop"),
        help: ArgumentHelp(
            "A recording to leave out, by its path in the bundle; may be given again.",
            valueName: "path"
        )
    )
    var dropped: [String] = []

    @OptionGroup var redaction: RedactionOptions
    @OptionGroup var signing: SigningOption
    @OptionGroup var timeout: TimeoutOption
    @OptionGroup var output: OutputOptions

    private struct Made: Encodable {
        let bundle: String
        let carriesVerdict: Bool
        let redacted: [String]
        let dropped: [String]
    }

    func validate() throws {
        guard !target.isEmpty else { throw ValidationError("--output takes a name, and none was given") }
    }

    func execute(_ console: Console) async throws -> ExitStatus {
        let redaction = try redaction.resolve(without: .sharing)
        let key = try signing.resolve()
        let original = try BundleFiles(reading: bundle)
        let draft = try BundleDraft(target)
        do {
            let work = BundleRedaction(of: original, redaction, dropping: Set(dropped), limit: timeout.limit)
            let (files, record) = try await work.files(throughFilesIn: draft.recordings, key: key, at: Date(), console)
            try draft.finish(files)
            say(record, isSigned: key != nil, console)
            return .ok
        } catch {
            draft.abandon()
            throw error
        }
    }

    private func say(_ record: RedactionRecord, isSigned: Bool, _ console: Console) {
        let changes = record.steps.last?.files ?? []
        let made = Made(
            bundle: target,
            carriesVerdict: record.carriesVerdict,
            redacted: changes.filter { $0.change == .redacted }.map(\.path),
            dropped: changes.filter { $0.change == .dropped }.map(\.path)
        )
        if output.isJSON, let text = try? JSONOutput(schema: "touchstone.bundle-redaction/1", result: made).text() {
            console.print(text)
        } else {
            for entry in changes { console.print("\(entry.change.rawValue)  \(entry.path)") }
            if changes.isEmpty { console.print("there is nothing in it that the policy would change") }
        }
        console.note("\nKept in \(target)")
        if !record.carriesVerdict {
            console.note("note:  the verdict cannot be reached again from what is left; the bundle says so")
        }
        if !isSigned { console.note("UNSIGNED: nothing shows who made this bundle. Sign with --key.") }
    }
}
