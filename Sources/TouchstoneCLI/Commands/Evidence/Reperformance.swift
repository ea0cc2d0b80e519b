import Evidence
import FIDOMetadata
import Foundation
import Reports
import StrictYAML
import Vocabulary
import WireRecording

/// A certification done again from its bundle alone.
///
/// Everything is taken from the bytes that were digested; nothing is read twice.
struct Reperformance {
    let bundle: BundleFiles
    private let limit: Duration
    private let console: Console

    init(of bundle: BundleFiles, limit: Duration, console: Console) {
        self.bundle = bundle
        self.limit = limit
        self.console = console
    }

    /// All steps; those behind one that failed are not taken, since they would judge something else.
    ///
    /// - Throws: `CancellationError`, and nothing that is a fault of the bundle.
    func steps(trust: TrustedKeys?, allowingUnsigned: Bool) async throws -> [VerificationStep] {
        let manifest: BundleManifest
        do throws(EvidenceError) {
            manifest = try BundleManifest(in: bundle)
        } catch {
            return [Self.failed("manifest", error)]
        }
        let files = BundleIntegrity.files(of: bundle, manifest)
        guard files.outcome == .passed else { return [files] }
        let stored: StoredResult
        do {
            stored = try StoredResult(in: bundle)
        } catch let error as EvidenceError {
            return [files, Self.failed("result", error)]
        }
        let record: RedactionRecord?
        do throws(EvidenceError) {
            record = try RedactionRecord(in: bundle)
        } catch {
            return [files, Self.failed("redaction", error)]
        }
        var signature = BundleIntegrity.statement(
            of: bundle,
            manifest,
            result: stored.document.testResult,
            trust: trust,
            signed: record?.steps.last?.made
        )
        if allowingUnsigned, let unsigned = statementWithoutKey(manifest, stored), unsigned.outcome == .open {
            signature = VerificationStep("signature", .passed, "unsigned, which was allowed")
        }
        guard signature.outcome != .failed else { return [files, signature] }
        guard let record else { return [files, signature] + (try await reperform(manifest, stored)) }
        let redaction = VerificationStep("redaction", .passed, record.sentence)
        guard record.carriesVerdict else {
            return [files, signature, redaction, claim(record)] + reports(manifest, stored)
        }
        return [files, signature, redaction] + (try await reperform(manifest, stored))
    }

    /// What there is to say of an unsigned statement whatever keys are trusted; nil where the statement is signed.
    private func statementWithoutKey(_ manifest: BundleManifest, _ stored: StoredResult) -> VerificationStep? {
        guard bundle[BundlePath.statement] != nil else { return nil }
        return BundleIntegrity.statement(of: bundle, manifest, result: stored.document.testResult, trust: nil)
    }

    private static func failed(_ step: String, _ error: EvidenceError) -> VerificationStep {
        VerificationStep(
            step,
            .failed,
            error.problem,
            findings: [error.description],
            remedy: error.remedy ?? VerificationStep.anotherCopy
        )
    }

    /// What the recordings show, played to their end.
    ///
    /// - Throws: `RecordingError` or `TransportError`, whichever recording is at fault; `EvidenceError` where a redaction left
    ///   too little.
    func bench(by manifest: BundleManifest) async throws -> ObservedBench {
        if let record = try RedactionRecord(in: bundle), !record.carriesVerdict {
            throw EvidenceError(
                .malformed,
                path: bundle.name,
                "what was left out of this bundle is needed for its verdict",
                remedy: "use the bundle that it was made of: its manifest has the SHA-256 "
                    + (record.steps.first?.manifest ?? "")
            )
        }
        let recordings = try bundle.recordings.map { path in
            try RecordingOverview(reading: RecordingSource(bytes: bundle.required(path), path: path))
        }
        let run = BenchRun(limit: limit, console: console)
        var bench = ObservedBench(try await run.replay(recordings), of: recordings)
        let folder = "\(BundlePath.checks)/"
        let files = bundle.paths.filter { $0.hasPrefix(folder) }
            .map { path in
                (name: String(path.dropFirst(folder.count)), bytes: bundle[path] ?? [])
            }
        bench.checks =
            try await CertificationChecks.replay(files, called: BundlePath.checks, console: console)
            ?? (manifest.asksForChecks ? .leftOut : .notAsked)
        return bench
    }

    /// The inputs as the bundle has them.
    ///
    /// - Throws: `EvidenceError` for a file that is missing, `YAMLProblems` for one that cannot be read.
    func inputs() throws -> CertificationInputs {
        let files = CertificationInputs.Files(
            build: try bundle.required(BundlePath.build),
            edition: try bundle.required(BundlePath.edition),
            policy: try bundle.required(BundlePath.policy),
            datedFacts: try bundle.required(BundlePath.datedFacts),
            waivers: bundle[BundlePath.waivers],
            quirks: bundle[BundlePath.quirks]
        )
        var inputs = try CertificationInputs(files) { "\(bundle.name)/\($0)" }
        guard let metadata = bundle[BundlePath.metadata] else { return inputs }
        do throws(MetadataExcerpt.ParsingError) {
            try inputs.add(metadata: metadata)
        } catch {
            throw EvidenceError(.malformed, path: "\(bundle.name)/\(BundlePath.metadata)", error.description)
        }
        return inputs
    }

    private func reperform(_ manifest: BundleManifest, _ stored: StoredResult) async throws -> [VerificationStep] {
        let bench: ObservedBench
        let certification: Certification
        do {
            guard let asOf = CalendarDate(manifest.asOf) else {
                return [
                    VerificationStep(
                        "verdict",
                        .failed,
                        "the manifest's day is none: \(manifest.asOf)",
                        remedy: VerificationStep.anotherCopy
                    )
                ]
            }
            bench = try await self.bench(by: manifest)
            certification = try await inputs().certification(bench, asOf: asOf)
        } catch let error as CancellationError {
            throw error
        } catch {
            let summary = "the certification cannot be done again"
            return [
                VerificationStep(
                    "recordings",
                    .failed,
                    summary,
                    findings: ["\(error)"],
                    remedy: "rely on no verdict of this bundle; certify the build again"
                )
            ]
        }
        let document = CertificationDocument(certification)
        let isSameTool = manifest.tool == "touchstone \(ToolVersion.current)"
        let judged = verdict(document, against: stored.document, isSameTool: isSameTool, by: manifest.tool)
        return [recordings(of: bench), judged] + reports(manifest, stored)
    }

    /// Whether the recordings are whole besides giving no other answers than they did.
    private func recordings(of bench: ObservedBench) -> VerificationStep {
        let flaws =
            bench.devices.compactMap { device in
                device.recordingFlaw.map { "\(BundlePath.recordings)/\(device.name): \($0)" }
            } + bench.checks.flaws
        guard !flaws.isEmpty else {
            let count = bundle.recordings.count
            return VerificationStep("recordings", .passed, "\(count) played to their end without a difference")
        }
        return VerificationStep(
            "recordings",
            .open,
            "played without a difference, but not all of them are whole",
            findings: flaws,
            remedy: "certify the build again, and let the recordings come to their end"
        )
    }

    /// The verdict of a bundle that lacks what it was reached by.
    private func claim(_ record: RedactionRecord) -> VerificationStep {
        VerificationStep(
            "verdict",
            .open,
            "claimed, and what was left out is needed to reach it again",
            findings: record.gone.map { "\($0.path): dropped, its SHA-256 was \($0.sha256)" },
            remedy: "ask whoever redacted it for the bundle that it was made of"
        )
    }

    private func reports(_ manifest: BundleManifest, _ stored: StoredResult) -> [VerificationStep] {
        let isSameTool = manifest.tool == "touchstone \(ToolVersion.current)"
        return [isSameTool ? reports(of: stored.document, manifest) : skippedReports(by: manifest.tool)]
    }

    /// One tool gives one result, to the byte; another release may say it in other words, but not decide otherwise.
    private func verdict(
        _ now: CertificationDocument,
        against stored: CertificationDocument,
        isSameTool: Bool,
        by tool: String
    ) -> VerificationStep {
        let changes = CellChange.all(from: stored, to: now)
        guard changes.isEmpty, now.verdict == stored.verdict else {
            let summary = "the bundle says \(stored.verdict), and its own evidence says \(now.verdict)"
            return VerificationStep(
                "verdict",
                .failed,
                summary,
                findings: changes.map(\.sentence),
                remedy: "believe the evidence and not the bundle; `touchstone reassess` judges it by today's rules"
            )
        }
        guard now == stored else {
            return isSameTool
                ? VerificationStep(
                    "verdict",
                    .failed,
                    "the same verdict, but with other facts or reasons",
                    remedy: "believe the evidence and not the bundle; certify the build again"
                )
                : VerificationStep("verdict", .passed, "\(now.verdict), in other words than \(tool) has for it")
        }
        return VerificationStep("verdict", .passed, "\(now.verdict), cell by cell and reason by reason")
    }

    private func reports(of document: CertificationDocument, _ manifest: BundleManifest) -> VerificationStep {
        let made = BundleAssembly.reports(document, made: manifest.made)
        let others = made.filter { bundle[$0.path] != $0.bytes }.map { "\($0.path): not what the result gives" }
        return others.isEmpty
            ? VerificationStep("reports", .passed, "\(made.count) are what the result gives")
            : VerificationStep(
                "reports",
                .failed,
                "reports say something else than the result",
                findings: others,
                remedy: "read result.json in their place, which the evidence bears out"
            )
    }

    private func skippedReports(by tool: String) -> VerificationStep {
        VerificationStep(
            "reports",
            .open,
            "made by \(tool), and only that release writes them to the byte",
            remedy: "verify the bundle with \(tool) to have them compared; the verdicts are compared here"
        )
    }
}
