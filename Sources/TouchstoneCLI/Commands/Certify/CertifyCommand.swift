import ArgumentParser
import Assessment
import CapabilityProbe
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
            decided it. Exit status: 0 warranted, 1 not warranted, 2 inconclusive.

            touchstone certify build.yaml --output certification
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
        help: ArgumentHelp("The folder for recordings and result; live: certification-BUILD.", valueName: "folder")
    )
    var folder: String?

    @OptionGroup var timeout: TimeoutOption
    @OptionGroup var output: OutputOptions

    func execute(_ console: Console) async throws -> ExitStatus {
        let buildBytes = try InputFile.bytes(build, called: "build")
        let manifest = try BuildManifest(bytes: buildBytes, file: build)
        let chosen = try edition.resolve()
        let policy = try policy.resolve()
        let dated = try DatedFacts.builtIn()
        let folder = try outputFolder(for: manifest)
        do {
            let bench = try await lookAtBench(folder, console)
            let assessment = assess(
                manifest,
                against: chosen.edition,
                evidence: BenchEvidence(bench.devices.map { ($0.name, $0.facts, $0.events) }),
                dated: dated,
                asOf: asOf ?? bench.day,
                policy: policy
            )
            let certification = Certification(
                title: manifest.assessment.title?.value ?? manifest.assessment.id.value,
                assessment: assessment,
                edition: chosen.edition,
                devices: bench.devices.map { Certification.Device(recording: $0.name, facts: $0.facts) }
            )
            let json = try JSONOutput(
                schema: "touchstone.certification/1",
                result: CertificationDocument(certification)
            )
            .text()
            try keep(folder, build: buildBytes, edition: chosen.bytes, result: json, bench)
            console.print(output.format == .json ? json : certification.text)
            if let path = folderPath(for: manifest) { console.note("\nKept in \(path)") }
            return assessment.verdict.exitStatus
        } catch {
            folder?.abandon()
            throw error
        }
    }

    private func keep(
        _ folder: CertificationFolder?,
        build: [UInt8],
        edition: [UInt8],
        result: String,
        _ bench: ObservedBench
    ) throws {
        guard let folder else { return }
        if replay != nil { for device in bench.devices { try folder.adopt(recording: device.path) } }
        try folder.write(build, to: "build.yaml")
        try folder.write(edition, to: "edition.yaml")
        try folder.write((result + "\n").utf8, to: "result.json")
        try folder.finish()
    }

    /// A live bench always leaves its evidence; a replay has it already and copies it only when asked.
    private func folderPath(for manifest: BuildManifest) -> String? {
        folder ?? (replay == nil ? "certification-\(manifest.assessment.id.value)" : nil)
    }

    private func outputFolder(for manifest: BuildManifest) throws -> CertificationFolder? {
        try folderPath(for: manifest).map { try CertificationFolder($0) }
    }

    private func lookAtBench(_ folder: CertificationFolder?, _ console: Console) async throws -> ObservedBench {
        let run = BenchRun(limit: timeout.limit, console: console)
        if let replay {
            let recordings = try RecordingFolder.recordings(at: replay)
            for recording in recordings where recording.integrity != .complete {
                console.note("note:  \(recording.path): \(recording.integrity)")
            }
            return ObservedBench(try await run.replay(recordings), of: recordings)
        }
        let survey = try await BenchSurvey.take(within: timeout.limit)
        if let problem = survey.daemonProblem { console.failure(CommandFailure(problem)) }
        let outcomes = try await run.probe(survey.devices, recordingInto: folder?.recordings)
        return ObservedBench(outcomes, of: try outcomes.compactMap(\.path).map { try Recording(reading: $0) })
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
