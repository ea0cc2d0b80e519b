import BenchInventory
import CapabilityProbe
import Checks
import DeviceTransport
import FIDOMetadata
import Foundation
import Octets
import Reports
import SafetyGuard
import WireRecording

/// Checks on the devices of the bench: begun, or gone on with.
struct LiveChecks: Sendable {
    /// What was opted in to, and the list of the lab's devices; `nil` where nothing may be spent.
    var lab: (optedIn: DangerClass, list: LabList)?
    let hands: OperatorOptions
    let timing: CheckTiming
    /// How long the bench may take to say what is there.
    let limit: Duration
    let console: Console
    /// What recordings tell of people.
    var redaction = Redaction()
    /// Those that may be granted for one device: a recording keeps by which it was.
    var waivers = WaiverList()

    struct Outcome: Sendable {
        let reports: [DeviceCheckReport]
        let names: [String]
        /// Where the results are kept; `nil` where nobody asked for that.
        let path: String?
    }

    /// Runs a plan on devices, each result kept as soon as it is there where that is asked for.
    func run(_ plan: RunPlan, on devices: [BenchDevice], into storage: CheckStorage) async throws -> Outcome {
        let operators = try self.operators(plan, devices)
        let faces = devices.map { LiveFaces(device: $0, attestationSeed: nil) }
        let warrants = try await warrants(plan, faces, operators)
        let path = try storage.newFile()
        let progress = CheckProgress(console: console, labels: faces.map(\.label))
        let journal = try path.map { path in
            try CheckJournal(
                creating: path,
                header: header(plan, faces, isRecorded: storage.recordings != nil),
                tellingAlso: progress
            )
        }
        let run = BenchCheckRun(plan: plan, hands: operators, listener: journal ?? progress, console: console)
        let reports: [DeviceCheckReport]
        if let folder = storage.recordings {
            let redaction = plan.usesPIN ? redaction.hashingKeys : redaction
            let moment = UTCTimestamp(secondsSinceEpoch: Int64(Date().timeIntervalSince1970))
            reports = try await run.run(
                devices.map { device in
                    let file = "\(folder)/\(RecordingName.name(of: device))"
                    return BenchCheckRun.Part(
                        faces: try RecordingFaces(
                            device,
                            seed: nil,
                            redaction: redaction,
                            to: file,
                            at: moment,
                            keeping: .harmless
                        )
                    )
                }
            )
        } else {
            reports = try await run.run(
                zip(faces, warrants).map { BenchCheckRun.Part(faces: $0, warrant: $1) }
            )
        }
        try journal?.finish()
        return Outcome(reports: reports, names: devices.map(\.name), path: path)
    }

    /// Goes on with a run, on the same devices and with what it had not come to.
    ///
    /// - Throws: `CommandFailure` when one of its devices is not there.
    func resume(_ stored: StoredCheckRun, metadata: MetadataInUse) async throws -> Outcome {
        guard stored.header.devices.allSatisfy({ $0.recording == nil }) else {
            throw CommandFailure(
                code: "recorded-run",
                message: "\(stored.path): this run was recorded, and a recording cannot be gone on with",
                remedy: "begin anew with --record",
                status: .usage
            )
        }
        let plan = RunPlan(
            entries: try stored.entries(),
            allowance: stored.danger,
            // Nothing is recorded, so nothing has to be sent twice; and an answer that a killed run left on the way is told
            // from ours by its nonce.
            seed: .random(),
            timing: timing,
            metadata: metadata
        )
        let devices = try await stored.devices(in: BenchSurvey.take(within: limit).devices)
        let operators = try self.operators(plan, devices)
        let faces = devices.map { LiveFaces(device: $0, attestationSeed: nil) }
        let warrants = try await warrants(plan, faces, operators)
        let progress = CheckProgress(console: console, labels: faces.map(\.label))
        let journal = try CheckJournal(resuming: stored, tellingAlso: progress)
        let finished = devices.indices.map { stored.finished(on: $0) }
        console.note("\(finished.joined().count) checks are over already")
        for (device, hasBlobLeft) in zip(devices, stored.hasBlobLeft) where hasBlobLeft {
            console.note(
                "\(device.name): an element that nobody can read may be left in its large-blob array; platforms remove "
                    + "such elements when they next write there"
            )
        }
        for (device, hasPINChanged) in zip(devices, stored.hasPINChanged) where hasPINChanged {
            console.note(
                "\(device.name): its PIN may be the temporary one that was shown at the terminal; `fido2-token -C` changes it"
            )
        }
        for (device, left) in zip(devices, stored.left) where !left.isEmpty {
            console.note(
                "\(device.name): \(left.count) credentials of this run may be left on it, and are deleted with the PIN"
            )
        }
        let run = BenchCheckRun(plan: plan, hands: operators, listener: journal, console: console)
        let reports = try await run.run(
            devices.indices.map { index in
                BenchCheckRun.Part(
                    faces: faces[index],
                    warrant: warrants[index],
                    finished: finished[index],
                    left: stored.left[index]
                )
            }
        )
        try journal.finish()
        return Outcome(reports: reports, names: devices.map(\.name), path: stored.path)
    }

    /// Whoever is asked; the PIN is read by the one run that has a check for it.
    private func operators(_ plan: RunPlan, _ devices: [BenchDevice]) throws -> TerminalOperator {
        let count = plan.pinCount(of: devices)
        return try hands.resolve(keyCount: count, isPINWanted: count > 0, console)
    }

    /// For each device the right to spend something; `nil` for all where no check wants that.
    private func warrants(
        _ plan: RunPlan,
        _ faces: [LiveFaces],
        _ hands: TerminalOperator
    ) async throws -> [DestructionWarrant?] {
        guard let wanted = plan.spendingClass, let lab else {
            return faces.map { _ in nil }
        }
        let desk = WarrantDesk(list: lab.list, optedIn: lab.optedIn, hands: hands, timing: timing)
        var warrants: [DestructionWarrant?] = []
        for face in faces {
            warrants.append(try await desk.warrant(for: CheckedFaces(faces: face), wanted: wanted))
        }
        return warrants
    }

    private func header(_ plan: RunPlan, _ faces: [LiveFaces], isRecorded: Bool) -> CheckJournalHeader {
        CheckJournalHeader(
            format: CheckJournalHeader.format,
            version: CheckJournalHeader.version,
            tool: "touchstone \(ToolVersion.current)",
            begun: Timestamp.text(of: Date()),
            seed: Hex.encode(plan.seed.bytes),
            danger: plan.allowance.rawValue,
            answerLimit: timing.answer.wholeMilliseconds,
            touchLimit: timing.touch.wholeMilliseconds,
            checks: plan.entries.map(\.description.id.rawValue),
            devices: faces.map { face in
                let fingerprint = CheckedFaces(faces: face).fingerprint
                return CheckJournalHeader.Device(
                    name: face.identity.name,
                    port: face.device.portPath,
                    mark: fingerprint.mark(plan.seed),
                    recording: isRecorded ? RecordingName.name(of: face.device) : nil,
                    serialSHA256: fingerprint.serialSHA256.flatMap { waivers.names(serialSHA256: $0) ? $0 : nil }
                )
            }
        )
    }
}

extension StoredCheckRun {
    /// The devices of the run among those of the bench: of equal ones the one at the same port.
    ///
    /// - Throws: `CommandFailure` when one is not there, or another one stands in its place.
    fileprivate func devices(in attached: [BenchDevice]) throws -> [BenchDevice] {
        var free = attached
        return try header.devices.map { device in
            let same = free.filter { candidate in
                let faces = CheckedFaces(faces: LiveFaces(device: candidate, attestationSeed: nil))
                return faces.identity.name == device.name && faces.fingerprint.mark(seed) == device.mark
            }
            guard let match = same.first(where: { $0.portPath == device.port }) ?? (same.count == 1 ? same[0] : nil)
            else {
                let isOther = attached.contains { $0.portPath == device.port && device.port != nil }
                throw CommandFailure(
                    code: "no-such-device",
                    message: same.isEmpty
                        ? "\(device.name) of this run is not attached\(isOther ? "; another device is at its port" : "")"
                        : "several devices could be \(device.name) of this run, and none is at its port",
                    remedy: "plug it in where it was; `touchstone devices` lists what is attached",
                    status: .noInput
                )
            }
            free.removeAll { $0 == match }
            return match
        }
    }
}

extension Redaction {
    /// The same, with what a key tells of people hashed as well: with its PIN a key lists whose credentials it has.
    fileprivate var hashingKeys: Self {
        var policy = policy
        policy.hashed.formUnion(PersonalData.ofKeys)
        return Self(policy: policy, campaign: campaign)
    }
}

extension RunPlan {
    /// Whether any of its checks is told the PIN of a key.
    fileprivate var usesPIN: Bool { entries.contains { $0.description.pinUse > .none } }

    /// The highest class among the checks that spend something; `nil` where none does.
    fileprivate var spendingClass: DangerClass? {
        entries.map(\.description.danger).filter { $0 > .d2 }.max()
    }

    /// How many devices a PIN would be needed for.
    fileprivate func pinCount(of devices: [BenchDevice]) -> Int {
        devices.count { device in
            entries.contains { entry in
                guard entry.description.tags.contains(.pin) else { return false }
                return entry.description.kind == .securityKey ? device.node != nil : !device.readers.isEmpty
            }
        }
    }
}
