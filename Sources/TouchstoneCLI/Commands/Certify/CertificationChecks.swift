import Assessment
import BenchInventory
import CheckCatalogue
import Checks
import Evidence
import Foundation
import Reports
import SafetyGuard
import WireRecording

/// The checks that a certification has made, with the files that show them.
struct CertificationChecks: Sendable {
    /// By their names below the bundle's folder of checks; the file of results is among them.
    let files: [(name: String, bytes: [UInt8])]
    let outcomes: CheckOutcomes
    /// For reports, in the order in which they were made.
    let lines: [CheckLine]

    static let none = Self(files: [], outcomes: .none, lines: [])

    private init(files: [(name: String, bytes: [UInt8])], outcomes: CheckOutcomes, lines: [CheckLine]) {
        self.files = files
        self.outcomes = outcomes
        self.lines = lines
    }

    /// Makes the required checks on devices, and records them in a folder.
    ///
    /// - Throws: What ends a run of checks.
    static func make(
        _ required: RequiredChecks,
        on devices: [BenchDevice],
        in folder: String,
        by run: LiveChecks
    ) async throws -> Self {
        let ids = Set(required.ids)
        let plan = RunPlan(
            entries: Catalogue.all.entries.filter { ids.contains($0.description.id.rawValue) },
            allowance: .d0,
            seed: .random(),
            timing: run.timing
        )
        _ = try await run.run(plan, on: devices, into: .folder(folder))
        try Task.checkCancellation()
        // What was recorded decides, and not what was seen, so that whoever verifies it later comes to the same.
        return try await replay(files(in: folder), called: folder, timing: run.timing, console: run.console)
    }

    /// Makes the checks of a bundle again, against its recordings.
    ///
    /// - Throws: `CommandFailure` or `TransportError`, whichever file is at fault.
    static func replay(
        _ files: [(name: String, bytes: [UInt8])],
        called folder: String,
        timing: CheckTiming = CheckTiming(),
        console: Console
    ) async throws -> Self {
        guard !files.isEmpty else { return none }
        guard let journal = files.first(where: { $0.name == CheckStorageOptions.file }) else {
            throw CommandFailure.file(folder, "the file of results is missing", status: .badData)
        }
        let stored = try StoredCheckRun(bytes: journal.bytes, path: "\(folder)/\(journal.name)")
        let run = try ReplayedChecks(stored, timing: timing, console: console) { name in
            guard let file = files.first(where: { $0.name == name }) else {
                throw CommandFailure.file("\(folder)/\(name)", "this recording is missing", status: .badData)
            }
            return RecordingSource(bytes: file.bytes, path: "\(folder)/\(name)")
        }
        let results = try await run.run()
        let devices = zip(stored.header.devices, results)
            .flatMap { device, results in
                [(ObservedDevice.Kind.securityKey, CheckedKind.securityKey), (.reader, .smartCard)]
                    .compactMap { kind, checked -> CheckOutcomes.Device? in
                        let outcomes = results.filter { Catalogue.all[$0.id]?.description.kind == checked }
                            .map(CheckOutcomes.Outcome.init)
                        guard !outcomes.isEmpty else { return nil }
                        return CheckOutcomes.Device(
                            kind: kind,
                            name: device.name,
                            reference: "checks/\(device.recording ?? "")",
                            outcomes: outcomes
                        )
                    }
            }
        let lines = zip(stored.header.devices, results)
            .flatMap { device, results in
                results.compactMap { CheckLine($0, on: "checks/\(device.recording ?? "")") }
            }
        return Self(files: files, outcomes: CheckOutcomes(devices), lines: lines)
    }

    private static func files(in folder: String) throws -> [(name: String, bytes: [UInt8])] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            .map { ($0, try InputFile.bytes("\(folder)/\($0)", called: "recording", limit: 256 << 20)) }
    }

    /// The checks beside recordings that are replayed; none where there are none.
    static func beside(_ recordings: String, timing: CheckTiming, console: Console) async throws -> Self {
        let own = "\(recordings)/\(BundlePath.checks)"
        let sibling = "\((recordings as NSString).deletingLastPathComponent)/\(BundlePath.checks)"
        let isBundle = (recordings as NSString).lastPathComponent == BundlePath.recordings
        guard let folder = [own, isBundle ? sibling : own].first(where: { FileManager.default.fileExists(atPath: $0) })
        else { return none }
        return try await replay(files(in: folder), called: folder, timing: timing, console: console)
    }
}

extension CheckOutcomes.Outcome {
    fileprivate init(_ result: CheckResult) {
        let verdict: Verdict =
            switch result.outcome.verdict {
            case .passed: .passed
            case .failed: .failed
            case .notApplicable: .notApplicable
            case .notRun: .notRun
            }
        self.init(check: result.id.rawValue, verdict: verdict, reason: result.outcome.reason)
    }
}

extension CheckLine {
    /// A result as reports list it; `nil` for the run's own bookkeeping, which is no check of the catalogue.
    ///
    /// How long it took is left out: a replay takes another time, and has to make the same report.
    fileprivate init?(_ result: CheckResult, on device: String) {
        guard let description = Catalogue.all[result.id]?.description else { return nil }
        let outcome: Outcome =
            switch result.outcome.verdict {
            case .passed: .passed
            case .failed: .failed
            case .notApplicable: .notApplicable
            case .notRun: .notRun
            }
        self.init(
            id: result.id.rawValue,
            title: description.title,
            device: device,
            outcome: outcome,
            detail: result.outcome.reason
        )
    }
}
