import ArgumentParser
import FIDOMetadata
import Foundation
import Vocabulary

/// The command `touchstone metadata diff`.
struct MetadataDiffCommand: BenchCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Says which models came, went or changed their status between two BLOBs.",
        discussion: """
            Exit status: 0 no difference, 1 there are differences. Each BLOB is verified first, as of --at and \
            --later-at, for its certificates may have expired.

            touchstone metadata diff archived.jwt blob.jwt --at 2024-12-20
            """
    )

    @Argument(help: ArgumentHelp("The earlier BLOB.", valueName: "file"))
    var before: String

    @Argument(help: ArgumentHelp("The later BLOB.", valueName: "file"))
    var after: String

    @Option(
        help: ArgumentHelp("The moment to verify the earlier BLOB at; now if none is given.", valueName: "date"),
        transform: MomentArgument.moment
    )
    var at: Date?

    @Option(
        help: ArgumentHelp("The moment to verify the later BLOB at; now if none is given.", valueName: "date"),
        transform: MomentArgument.moment
    )
    var laterAt: Date?

    @OptionGroup var authority: AnchorOptions
    @OptionGroup var output: OutputOptions

    private struct Differences: Encodable {
        struct Change: Encodable {
            let identifier: String
            let name: String
            let before: String?
            let after: String?
            let added: [String]
            let removed: [String]
        }

        struct Model: Encodable {
            let identifier: String
            let name: String

            init(_ entry: MetadataEntry) {
                identifier = entry.identifiers.first?.description ?? ""
                name = entry.name
            }
        }

        let numbers: [UInt64]
        let added: [Model]
        let removed: [Model]
        let changed: [Change]
    }

    func execute(_ console: Console) async throws -> ExitStatus {
        let verifier = try authority.verifier()
        let now = Date()
        let earlier = try await BLOBFile.verify(before, with: verifier, at: at ?? now).blob
        let verified = try await BLOBFile.verify(after, with: verifier, at: laterAt ?? now)
        let later = verified.blob
        let difference = MetadataDifference(from: earlier, to: later, at: Day.of(laterAt ?? now))
        let document = Differences(
            numbers: [earlier.no, later.no],
            added: difference.added.map(Differences.Model.init),
            removed: difference.removed.map(Differences.Model.init),
            changed: difference.changed.map { change in
                Differences.Change(
                    identifier: change.entry.identifiers.first?.description ?? "",
                    name: change.entry.name,
                    before: change.before?.description,
                    after: change.after?.description,
                    added: change.added.map(\.description),
                    removed: change.removed.map(\.description)
                )
            }
        )
        switch output.format {
        case .json: console.print(try JSONOutput(schema: "touchstone.metadata-diff/1", result: document).text())
        case .text: console.print(Self.text(of: document))
        }
        let latest = FreshnessStanding(of: verified.record, at: laterAt ?? now)
        if let warning = latest.warning { console.note("note:  \(warning)") }
        return document.added.isEmpty && document.removed.isEmpty && document.changed.isEmpty ? .ok : .failed
    }

    private static func text(of document: Differences) -> String {
        var lines = document.added.map { "+ \($0.identifier)  \($0.name)" }
        lines += document.removed.map { "- \($0.identifier)  \($0.name)" }
        for change in document.changed {
            let levels = change.before == change.after ? "" : ": \(change.before ?? "none") → \(change.after ?? "none")"
            lines.append("~ \(change.identifier)  \(change.name)\(levels)")
            lines += change.added.map { "    + \($0)" } + change.removed.map { "    - \($0)" }
        }
        return lines.isEmpty ? "The BLOBs say the same of every model." : lines.joined(separator: "\n")
    }
}
