import BenchInventory
import CapabilityProbe
import DeviceTransport
import Foundation
import WireRecording

/// Probes the devices of a bench, all at once, each on threads of its own.
struct BenchRun: Sendable {
    /// How long a device may take for one answer.
    let limit: Duration
    let console: Console
    /// How live keys are asked who vouches for them; `nil` where nobody wants to know.
    var attestation: AttestationAsking?
    /// What of personal data is written when devices are recorded.
    var redaction = Redaction()

    /// A device with its facts, and where it was recorded or came from.
    struct Outcome: Sendable {
        let facts: DeviceFacts
        /// The recording, when there is one.
        let path: String?
        /// When the device was asked.
        let moment: UTCTimestamp
        /// What the metadata makes of its security key; `nil` where nobody asked.
        var answer: KeyAnswer?
    }

    /// Probes live devices; with a folder, records each into a file of its own.
    ///
    /// - Throws: `TransportError` when a recording cannot be written.
    func probe(_ devices: [BenchDevice], recordingInto folder: String?) async throws -> [Outcome] {
        let moment = UTCTimestamp(secondsSinceEpoch: Int64(Date().timeIntervalSince1970))
        return try await all(devices) { device in
            let path = folder.map { "\($0)/\(RecordingName.name(of: device))" }
            console.progress("probing \(device.position) \(device.name)")
            let probe = DeviceProbe(limit: limit, attestation: attestation)
            let seed: AttestationSeed? = attestation == nil || device.node == nil ? nil : .random()
            let facts =
                if let path {
                    try await probe.facts(of: recording(device, seed: seed, to: path, at: moment))
                } else {
                    try await probe.facts(of: LiveFaces(device: device, attestationSeed: seed))
                }
            return Outcome(facts: facts, path: path, moment: moment)
        }
    }

    private func recording(
        _ device: BenchDevice,
        seed: AttestationSeed?,
        to path: String,
        at moment: UTCTimestamp
    ) throws(TransportError) -> RecordingFaces {
        try RecordingFaces(device, seed: seed, redaction: redaction, to: path, at: moment)
    }

    /// Plays recordings in the place of devices.
    ///
    /// - Throws: `TransportError` with `replayMismatch` at the first difference from what was recorded.
    func replay(
        _ recordings: [RecordingOverview],
        options: ReplayOptions = ReplayOptions()
    ) async throws -> [Outcome] {
        try await all(recordings) { recording in
            console.progress("replaying \(recording.path)")
            do {
                let probe = DeviceProbe(limit: limit, attestation: .replaying(recording))
                let facts = try await probe.facts(of: ReplayedFaces(recording, options: options))
                return Outcome(facts: facts, path: recording.path, moment: recording.header.capturedAt)
            } catch let error as TransportError {
                throw recording.blaming(error)
            }
        }
    }

    /// One task for each item, the results in the order of the items.
    private func all<Item: Sendable>(
        _ items: [Item],
        _ body: @escaping @Sendable (Item) async throws -> Outcome
    ) async throws -> [Outcome] {
        try await withThrowingTaskGroup(of: (Int, Outcome).self) { group in
            for (index, item) in items.enumerated() { group.addTask { (index, try await body(item)) } }
            var outcomes: [(Int, Outcome)] = []
            for try await outcome in group { outcomes.append(outcome) }
            return outcomes.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }
}

/// Names of recordings in a folder: the position keeps the order of the bench, the rest tells people what it is.
enum RecordingName {
    static let suffix = ".jsonl"

    static func name(of device: BenchDevice) -> String {
        let identity = DeviceIdentity(device)
        let words = identity.name.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        let position = device.position < 10 ? "0\(device.position)" : "\(device.position)"
        return ([Substring(position)] + words).joined(separator: "-") + suffix
    }
}
