import ArgumentParser
import Assessment
import Evidence
import FIDOMetadata
import Foundation
import SupportMatrix
import Vocabulary

/// The command `touchstone reassess`.
struct ReassessCommand: BenchCommand {
    static let configuration = CommandConfiguration(
        commandName: "reassess",
        abstract: "Judges archived bundles again: by another edition, other metadata, another day.",
        discussion: """
            Plays the recordings of every bundle and says which builds come out otherwise, and what made the difference: \
            this release, the policy, the edition, the metadata, waivers and quirks, or the day. Nothing in the archive is \
            changed. A later edition is asked for its own day, if that is later than the bundle's; a day before the \
            edition, the references or the recordings is inconclusive. Waivers that are renewed take the place of those in a bundle, as everything else does. Exit \
            status: 0 none got worse, 1 at least one did, 65 none got worse, but a bundle cannot be judged again.

            touchstone reassess archive --edition wes-2027.yaml
            touchstone reassess --metadata blob.jwt --as-of 2027-01-31
            touchstone reassess archive --journal january.jsonl
            """
    )

    @Argument(
        help: ArgumentHelp(
            "Bundles, or folders with bundles; without one, those that this machine keeps.",
            valueName: "archive"
        )
    )
    var archives: [String] = []

    @Option(help: ArgumentHelp("The edition in the place of each bundle's own: an id or a file.", valueName: "edition"))
    var edition: String?

    @Option(help: ArgumentHelp("The policy in the place of each bundle's own.", valueName: "file"))
    var policy: String?

    @OptionGroup var metadata: MetadataOptions
    @OptionGroup var allowances: AllowanceOptions

    @Option(
        help: ArgumentHelp("The day for which to judge; without it, each bundle's own.", valueName: "date"),
        transform: DateArgument.date
    )
    var asOf: CalendarDate?

    @Option(help: ArgumentHelp("Bundles at a time; as many as there are processors.", valueName: "count"))
    var jobs: Int?

    @Option(help: ArgumentHelp("Keep what is finished in this file, and go on from it.", valueName: "file"))
    var journal: String?

    @OptionGroup var timeout: TimeoutOption
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if let jobs, !(1...256).contains(jobs) { throw ValidationError("--jobs has to be from 1 to 256") }
    }

    func execute(_ console: Console) async throws -> ExitStatus {
        let paths = try BundleSearch.named(archives.isEmpty ? [LabArchive().bundles] : archives)
        let replacements = try await replacements()
        let reassessor = Reassessor(replacements: replacements, limit: timeout.limit)
        let journal = try journal.map { try ReassessmentJournal(at: $0, question: question(replacements)) }
        let known = Dictionary((journal?.finished ?? []).map { ($0.bundle, $0) }) { $1 }
        if !known.isEmpty { console.note("\(known.count) bundle(s) were finished before") }

        var found = known
        let open = paths.filter { known[$0] == nil }
        var progress = ProgressCount(of: open.count, console)
        try await inParallel(open, jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount) { path in
            try await reassessor.reassess(path)
        } each: { bundle in
            try journal?.add(bundle)
            found[bundle.bundle] = bundle
            progress.advance()
        }
        let report = ReassessmentReport(paths.compactMap { found[$0] })
        if output.isJSON {
            console.print(try JSONOutput(schema: "touchstone.reassessment/1", result: report).text())
        } else {
            console.print(report.text)
        }
        return report.worse > 0 ? .failed : report.unreadable > 0 ? .badData : .ok
    }

    private func replacements() async throws -> Reassessor.Replacements {
        var replacements = Reassessor.Replacements()
        replacements.asOf = asOf
        replacements.edition = try edition.map { try EditionOption.resolve($0).bytes }
        if let policy {
            let bytes = try InputFile.bytes(policy, called: "policy")
            _ = try Policy(reading: bytes, file: policy)
            replacements.policy = bytes
        }
        if allowances.isGiven {
            // What has expired by the day that is asked for is an error; without one each bundle has its own.
            let given = try allowances.read(on: asOf)
            replacements.waivers = given.waivers
            replacements.quirks = allowances.quirks == nil ? nil : given.quirks
        }
        if metadata.metadata != nil {
            let inUse = try await metadata.resolve(at: MetadataOptions.verificationTime(on: asOf))
            replacements.metadata = (inUse, metadata.source(of: inUse))
        }
        return replacements
    }

    /// What the answers depend on besides the bundles.
    private func question(_ replacements: Reassessor.Replacements) -> ContentDigest {
        let parts = [
            ToolVersion.current, replacements.policy.map { ContentDigest(of: $0).text } ?? "-",
            replacements.edition.map { ContentDigest(of: $0).text } ?? "-",
            replacements.metadata?.inUse.record?.payloadDigest ?? "-", replacements.asOf?.description ?? "-",
            replacements.waivers.map { ContentDigest(of: $0).text } ?? "-",
            replacements.quirks.map { ContentDigest(of: $0).text } ?? "-",
        ]
        return ContentDigest(of: Array(parts.joined(separator: "\n").utf8))
    }
}
