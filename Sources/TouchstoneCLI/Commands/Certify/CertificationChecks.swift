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
    /// One device with what came of it, before anybody judged.
    struct Device: Sendable {
        let name: String
        /// The recording.
        let reference: String
        let report: DeviceCheckReport
        /// What is amiss with that recording; nil for a whole one.
        let recordingFlaw: String?
    }

    private enum State: Sendable {
        case notAsked
        case leftOut
        case made([Device])
    }

    /// By their names below the bundle's folder of checks; the file of results is among them.
    let files: [(name: String, bytes: [UInt8])]
    private let state: State

    /// The build requires some, and nobody has made any.
    static let leftOut = Self(files: [], .leftOut)
    /// Nobody asks for any.
    static let notAsked = Self(files: [], .notAsked)

    private init(files: [(name: String, bytes: [UInt8])], _ state: State) {
        self.files = files
        self.state = state
    }

    /// What a verdict goes by; a composite key is there twice.
    func outcomes(_ allowances: Allowances) -> CheckOutcomes {
        switch state {
        case .notAsked: .notAsked
        case .leftOut: .leftOut
        case .made(let devices): .made(devices.flatMap { Self.outcomes(of: $0, allowances) })
        }
    }

    /// For reports, in the order in which they were made.
    func lines(_ allowances: Allowances) -> [CheckLine] {
        guard case .made(let devices) = state else { return [] }
        return devices.flatMap { device in
            device.report.judged(by: allowances).compactMap { CheckLine($0, on: device.reference) }
        }
    }

    /// What is amiss with recordings of checks, each by its path in a bundle.
    var flaws: [String] {
        guard case .made(let devices) = state else { return [] }
        return devices.compactMap { device in device.recordingFlaw.map { "\(device.reference): \($0)" } }
    }

    private static func outcomes(of device: Device, _ allowances: Allowances) -> [CheckOutcomes.Device] {
        let results = device.report.judged(by: allowances)
        let kinds = [(ObservedDevice.Kind.securityKey, CheckedKind.securityKey), (.reader, .smartCard)]
        return kinds.compactMap { kind, checked in
            let own = results.filter { Catalogue.all[$0.id]?.description.kind == checked }
            guard !own.isEmpty else { return nil }
            // With them what the run has watched: whether it has cost the key or the card a try.
            let watched = results.filter {
                Catalogue.all[$0.id] == nil && ($0.slot == nil) == (checked == .securityKey)
            }
            let outcomes = (own + watched).map(CheckOutcomes.Outcome.init)
            return CheckOutcomes.Device(
                kind: kind,
                name: device.name,
                reference: device.reference,
                outcomes: outcomes,
                recordingFlaw: device.recordingFlaw
            )
        }
    }

    /// What the build requires; all of it only reads.
    static func plan(_ required: RequiredChecks, _ timing: CheckTiming) -> RunPlan {
        let ids = Set(required.ids)
        return RunPlan(
            entries: Catalogue.all.entries.filter { ids.contains($0.description.id.rawValue) },
            allowance: .d0,
            seed: .random(),
            timing: timing
        )
    }

    /// Makes the required checks on devices, and records them in a folder.
    ///
    /// - Throws: What ends a run of checks.
    static func make(
        _ plan: RunPlan,
        on devices: [BenchDevice],
        in folder: String,
        by run: LiveChecks
    ) async throws -> Self {
        // A device that nothing is required of is left alone.
        let devices = devices.filter { plan.concerns($0) }
        _ = try await run.run(plan, on: devices, into: .folder(folder))
        try Task.checkCancellation()
        // What was recorded decides, and not what was seen, so that whoever verifies it later comes to the same.
        return try await replay(files(in: folder), called: folder, timing: run.timing, console: run.console) ?? leftOut
    }

    /// Makes the checks of a bundle again, against its recordings; `nil` where it has none.
    ///
    /// - Throws: `CommandFailure` or `TransportError`, whichever file is at fault.
    static func replay(
        _ files: [(name: String, bytes: [UInt8])],
        called folder: String,
        timing: CheckTiming = CheckTiming(),
        console: Console
    ) async throws -> Self? {
        guard !files.isEmpty else { return nil }
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
        let devices = zip(zip(stored.header.devices, run.flaws), try await run.run())
            .map { found, report in
                Device(
                    name: found.0.name,
                    reference: "\(BundlePath.checks)/\(found.0.recording ?? "")",
                    report: report,
                    recordingFlaw: found.1
                )
            }
        return Self(files: files, .made(devices))
    }

    private static func files(in folder: String) throws -> [(name: String, bytes: [UInt8])] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            .map { ($0, try InputFile.bytes("\(folder)/\($0)", called: "recording", limit: 256 << 20)) }
    }

    /// The checks beside recordings that are replayed; `nil` where there are none.
    static func beside(_ recordings: String, timing: CheckTiming, console: Console) async throws -> Self? {
        let own = "\(recordings)/\(BundlePath.checks)"
        let sibling = "\((recordings as NSString).deletingLastPathComponent)/\(BundlePath.checks)"
        let isBundle = (recordings as NSString).lastPathComponent == BundlePath.recordings
        guard let folder = [own, isBundle ? sibling : own].first(where: { FileManager.default.fileExists(atPath: $0) })
        else { return nil }
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
        self.init(
            check: result.id.rawValue,
            verdict: verdict,
            reason: result.outcome.reason,
            marginal: result.outcome.marginal,
            waiver: result.outcome.waived
        )
    }
}

extension CheckLine {
    /// A result as reports list it; `nil` for the run's own bookkeeping, which is no check of the catalogue, where it is as
    /// it should be.
    ///
    /// How long it took is left out: a replay takes another time, and has to make the same report.
    fileprivate init?(_ result: CheckResult, on device: String) {
        let description = Catalogue.all[result.id]?.description
        guard description != nil || result.outcome.isFailure else { return nil }
        let outcome: Outcome =
            switch result.outcome.verdict {
            case .passed: .passed
            case .failed: result.outcome.waived == nil ? .failed : .waived
            case .notApplicable: .notApplicable
            case .notRun: .notRun
            }
        self.init(
            id: result.id.rawValue,
            title: description?.title ?? "the run has cost nothing",
            device: device,
            outcome: outcome,
            detail: result.outcome.explanation
        )
    }
}
