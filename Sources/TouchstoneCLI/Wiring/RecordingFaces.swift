import BenchInventory
import CapabilityProbe
import Checks
import DeviceTransport
import Synchronization
import ThreadExecutor
import WireRecording

/// A device on the bench, with everything that crosses its channels written down.
final class RecordingFaces: DeviceFaces {
    private let live: LiveFaces
    private let writer: RecordingWriter
    private let redaction: Redaction
    /// What is expected on the key's channel.
    private let kept: Mutex<KeptTraffic>
    private let opened = Mutex<[OpenedFace: Channel]>([:])

    private enum Channel: Sendable {
        case report(RecordingReportChannel)
        case card(RecordingSmartCardChannel)
        case watch(RecordingSlotWatch)

        func abandon(because error: TransportError) throws(TransportError) {
            switch self {
            case .report(let channel): try channel.abandon(because: error)
            case .card(let channel): try channel.abandon(because: error)
            case .watch(let watch): try watch.abandon(because: error)
            }
        }
    }

    /// Begins a recording of the device; the seed goes into its header, so that a replay asks for the same.
    ///
    /// - Throws: `inputOutput` when the file exists or cannot be written.
    init(
        _ device: BenchDevice,
        seed: AttestationSeed?,
        redaction: Redaction,
        to path: String,
        at moment: UTCTimestamp,
        keeping kept: KeptTraffic = .ceremonies
    ) throws(TransportError) {
        self.kept = Mutex(kept)
        live = LiveFaces(device: device, attestationSeed: seed)
        self.redaction = redaction
        let key: [RecordedChannel] = device.node == nil ? [] : [.hid]
        let slots = device.readers.indices.map(RecordedChannel.slot)
        // Checks alone open anything beside a slot's own channel.
        let beside = kept == .ceremonies ? [] : slots.flatMap { [$0.secondConnection, $0.slotWatch] }
        writer = try RecordingWriter(
            creating: path,
            header: RecordingHeader(
                tool: "touchstone \(ToolVersion.current)",
                capturedAt: moment,
                device: RecordedDevice(device),
                channels: key + slots + beside,
                redaction: redaction.record,
                seed: seed?.bytes
            )
        )
    }

    /// The same device after it was plugged in again, in the same recording.
    private init(_ other: RecordingFaces, as live: LiveFaces) {
        self.live = live
        writer = other.writer
        redaction = other.redaction
        kept = Mutex(other.kept.withLock(\.self))
    }

    var identity: DeviceIdentity { live.identity }
    var label: String { live.label }
    var serialNumber: String? { live.serialNumber }
    var hasSecurityKey: Bool { live.hasSecurityKey }
    var slotCount: Int { live.slotCount }
    var attestationSeed: AttestationSeed? { live.attestationSeed }

    func openKey(on thread: DeviceThread, within limit: Duration) throws(TransportError) -> any ReportChannel {
        let channel = try connecting(.hid) { () throws(TransportError) in
            try live.openKey(on: thread, within: limit)
        }
        let recording = try RecordingReportChannel(
            wrapping: channel,
            writer: writer,
            redaction: redaction,
            keeping: kept.withLock(\.self)
        )
        opened.withLock { $0[.key] = .report(recording) }
        return recording
    }

    func openSlot(
        _ slot: Int,
        isDirect: Bool,
        on thread: DeviceThread,
        within limit: Duration
    ) throws(TransportError) -> any SmartCardChannel {
        let channel = try connecting(.slot(slot)) { () throws(TransportError) in
            try live.openSlot(slot, isDirect: isDirect, on: thread, within: limit)
        }
        let recording = try RecordingSmartCardChannel(
            wrapping: channel,
            writer: writer,
            channel: .slot(slot),
            redaction: redaction
        )
        opened.withLock { $0[.slot(slot)] = .card(recording) }
        return recording
    }

    func openSecondConnection(
        to slot: Int,
        as mode: ConnectionMode,
        on thread: DeviceThread,
        within limit: Duration
    ) throws(TransportError) -> any SmartCardChannel {
        let face = OpenedFace.second(slot)
        opened.withLock { $0[face] = nil }
        try writer.append(.opening(mode), on: face.channel)
        let channel = try connecting(face.channel) { () throws(TransportError) in
            try live.openSecondConnection(to: slot, as: mode, on: thread, within: limit)
        }
        let recording = try RecordingSmartCardChannel(
            wrapping: channel,
            writer: writer,
            channel: face.channel,
            redaction: redaction
        )
        opened.withLock { $0[face] = .card(recording) }
        return recording
    }

    func openWatch(
        on slot: Int,
        on thread: DeviceThread,
        within limit: Duration
    ) throws(TransportError) -> any SlotWatch {
        let face = OpenedFace.watch(slot)
        opened.withLock { $0[face] = nil }
        let watch = try connecting(face.channel) { () throws(TransportError) in
            try live.openWatch(on: slot, on: thread, within: limit)
        }
        let recording = try RecordingSlotWatch(wrapping: watch, writer: writer, channel: face.channel)
        opened.withLock { $0[face] = .watch(recording) }
        return recording
    }

    func pinIsUsed(_ isUsed: Bool) {
        let mode: KeptTraffic = isUsed ? .ceremonies : .harmless
        kept.withLock { $0 = mode }
        if case .report(let channel) = opened.withLock({ $0[.key] }) { channel.keep(mode) }
    }

    func replugged(
        _ occasion: ReplugOccasion,
        by hands: any Operator,
        within limit: Duration
    ) async throws(TransportError) -> RecordingFaces {
        RecordingFaces(self, as: try await live.replugged(occasion, by: hands, within: limit))
    }

    func gaveUp(_ error: TransportError, at face: OpenedFace) {
        guard error.code == .deadlineExceeded else { return }
        // The disk may be full as well; `finish` reports that.
        if let channel = opened.withLock({ $0[face] }) {
            try? channel.abandon(because: error)
        } else {
            try? writer.recordFailure(error, during: .connect, on: face.channel)
        }
    }

    func hands(_ hands: any Operator) -> any Operator { RecordedMoves(hands: hands, writer: writer) }

    func finish() throws(TransportError) {
        try writer.finish()
    }

    private func connecting<Value>(
        _ channel: RecordedChannel,
        _ open: () throws(TransportError) -> Value
    ) throws(TransportError) -> Value {
        do throws(TransportError) {
            return try open()
        } catch {
            // A call that overran is written down by whoever gave up on it, and one that was cancelled is nobody's fault.
            if error.code != .deadlineExceeded, error.code != .cancelled {
                try writer.recordFailure(error, during: .connect, on: channel)
            }
            throw error
        }
    }
}

extension RecordedChannel {
    /// The channel of a reader's slot, counted from 0; the first has the plain name.
    static func slot(_ index: Int) -> Self {
        index == 0 ? .card : Self(id: "card-\(index + 1)", kind: .smartCard)
    }
}

extension OpenedFace {
    var channel: RecordedChannel {
        switch self {
        case .key: .hid
        case .slot(let index): .slot(index)
        case .second(let index): RecordedChannel.slot(index).secondConnection
        case .watch(let index): RecordedChannel.slot(index).slotWatch
        }
    }
}

extension RecordedDevice {
    fileprivate init(_ device: BenchDevice) {
        self.init(
            kind: Kind(rawValue: device.kind.rawValue) ?? .reader,
            name: device.name,
            usb: device.usb,
            readerName: device.readers.first?.name.text
        )
    }
}
