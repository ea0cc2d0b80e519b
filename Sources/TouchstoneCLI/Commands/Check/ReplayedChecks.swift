import Checks
import DeviceTransport
import SafetyGuard
import WireRecording

/// The checks of a recorded run once more, with its recordings in the place of the devices.
struct ReplayedChecks: Sendable {
    private let stored: StoredCheckRun
    private let recordings: [RecordingOverview]
    private let timing: CheckTiming
    private let console: Console

    /// Reads the folder of a run.
    ///
    /// - Throws: `CommandFailure` when it was not recorded, or did not come to its end.
    init(_ folder: String, timing: CheckTiming, console: Console) throws {
        let stored = try StoredCheckRun(reading: CheckStorageOptions.file(in: folder))
        try self.init(stored, timing: timing, console: console) { RecordingSource("\(folder)/\($0)") }
    }

    /// Takes the recordings of a run from wherever they are.
    ///
    /// - Throws: What `recording` throws, and `CommandFailure` as above.
    init(
        _ stored: StoredCheckRun,
        timing: CheckTiming,
        console: Console,
        recording: (String) throws -> RecordingSource
    ) throws {
        let recordings = try stored.header.devices.map { device in
            guard let name = device.recording, !name.contains("/") else {
                throw CommandFailure(
                    code: "not-recorded",
                    message: "\(stored.path): \(device.name) was not recorded",
                    remedy: "record a run with --record",
                    status: .badData
                )
            }
            return try RecordingOverview(reading: recording(name))
        }
        for recording in recordings where recording.integrity != .complete {
            console.note("note:  \(recording.path): \(recording.integrity)")
        }
        self.recordings = recordings
        guard !stored.results.joined().contains(where: { $0.outcome == CheckOutcome.stopped }) else {
            throw CommandFailure(
                code: "stopped-run",
                message: "\(stored.path): this run was stopped, so its recordings end in the middle",
                remedy: "record a run and let it come to its end",
                status: .badData
            )
        }
        self.stored = stored
        self.timing = timing
        self.console = console
    }

    /// The highest class that the recorded run allowed.
    var allowance: DangerClass { stored.danger }

    var names: [String] { stored.header.devices.map(\.name) }

    /// What is amiss with the recording of each device; nil for a whole one.
    var flaws: [String?] { recordings.map(\.flaw) }

    /// What came of each device: what was asked is asked again and judged again, and what was measured stands as recorded.
    ///
    /// - Throws: `TransportError` with `replayMismatch` at the first difference from what was recorded.
    func run() async throws -> [DeviceCheckReport] {
        var timing = stored.timing(timing)
        // Recordings answer at once, so nobody is there to be kept waiting.
        timing.hold = .zero
        let plan = RunPlan(
            entries: try stored.entries(),
            allowance: stored.danger,
            seed: stored.seed,
            timing: timing
        )
        let run = BenchCheckRun(
            plan: plan,
            hands: NobodyAtTheBench(),
            listener: CheckProgress(console: console, labels: names),
            console: console
        )
        let parts = try zip(recordings, stored.results)
            .map { recording, results in
                var options = ReplayOptions()
                // Checks compare secrets and verify no signature over them; where nothing is masked, nothing changes.
                options.hmacSecret = .surrogate
                let faces = try ReplayedFaces(recording, options: options)
                return BenchCheckRun.Part(faces: faces, measured: results, hands: RecordedHands(recording, results))
            }
        let reports: [DeviceCheckReport]
        do {
            reports = try await run.run(parts)
        } catch let error as TransportError {
            let source = recordings.first { $0.path == error.subject } ?? recordings.first { $0.integrity.isAltered }
            throw source?.blaming(error) ?? error
        }
        return zip(reports, stored.header.devices)
            .map { report, device in
                var report = report
                report.model.serialSHA256 = device.serialSHA256
                return report
            }
    }
}
