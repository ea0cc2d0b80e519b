import ArgumentParser
import Assessment
import Foundation
import KioskBuild
import StrictYAML
import SupportMatrix

/// The command `touchstone matrix diff`.
struct MatrixDiffCommand: BenchCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Says what changed between two editions, and which verdicts that changes.",
        discussion: """
            Exit status: 0 no difference, 1 there are differences.

            touchstone matrix diff wes-2024-12-20 new-edition.yaml
            touchstone matrix diff wes-2024-12-20 new-edition.yaml --build builds/ward.yaml
            """
    )

    @Argument(help: "The earlier edition: an id or a file.")
    var before: String

    @Argument(help: "The later edition: an id or a file.")
    var after: String

    @Option(help: ArgumentHelp("A build whose verdicts are compared; may be given several times.", valueName: "file"))
    var build: [String] = []

    @OptionGroup var policy: PolicyOption
    @OptionGroup var output: OutputOptions

    private struct Differences: Encodable {
        let editions: [Change]
        let verdicts: [Verdict]

        struct Change: Encodable {
            let part: String
            let element: String
            let kind: String
            let before: String?
            let after: String?
        }

        struct Verdict: Encodable {
            let build: String
            let system: String
            let browser: String
            let authenticator: String
            let before: String
            let after: String
            let sentence: String
        }
    }

    func execute(_ console: Console) async throws -> ExitStatus {
        let earlier = try EditionOption.resolve(before).edition
        let later = try EditionOption.resolve(after).edition
        let changes = earlier.changes(to: later)
        let verdicts = try verdictChanges(earlier, later)
        switch output.format {
        case .text:
            for change in changes { console.print(change.sentence) }
            if !verdicts.isEmpty { console.print("") }
            for change in verdicts { console.print(change.sentence) }
            if changes.isEmpty { console.print("The editions say the same.") }
        case .json:
            console.print(try JSONOutput(schema: "touchstone.diff/1", result: Self.document(changes, verdicts)).text())
        }
        return changes.isEmpty && verdicts.isEmpty ? .ok : .failed
    }

    private func verdictChanges(_ earlier: Edition, _ later: Edition) throws -> [VerdictChange] {
        let policy = try policy.resolve()
        let (old, new) = (Assessor(edition: earlier, policy: policy), Assessor(edition: later, policy: policy))
        return try build.flatMap { file in
            let manifest = try BuildManifest(bytes: try InputFile.bytes(file, called: "build"), file: file)
            return old.changes(
                to: new,
                for: manifest.assessment.id.value,
                client: ClientDescription(manifest),
                asOf: Day.of(Date())
            )
        }
    }

    private static func document(_ changes: [EditionChange], _ verdicts: [VerdictChange]) -> Differences {
        Differences(
            editions: changes.map {
                Differences.Change(
                    part: $0.part,
                    element: $0.element,
                    kind: $0.kind.rawValue,
                    before: $0.before,
                    after: $0.after
                )
            },
            verdicts: verdicts.map {
                Differences.Verdict(
                    build: $0.build,
                    system: $0.after.system,
                    browser: $0.after.browser,
                    authenticator: $0.after.authenticator,
                    before: $0.before.verdict.rawValue,
                    after: $0.after.verdict.rawValue,
                    sentence: $0.sentence
                )
            }
        )
    }
}
