import CapabilityProbe
import Checks
import DeviceTransport
import Synchronization
import ThreadExecutor
import WireRecording

/// A software device with everything that crosses its channels written down.
struct TapedDevice: CheckedDevice {
    private(set) var device: SoftwareDevice
    private let writer: RecordingWriter
    private let traffic = Traffic()

    /// What is expected on the key's channel, and the channel that was opened last.
    private final class Traffic: Sendable {
        let state = Mutex((kept: KeptTraffic.harmless, channel: RecordingReportChannel?.none))
    }

    init(_ device: SoftwareDevice, to path: String) throws {
        self.device = device
        let key: [RecordedChannel] = device.hasSecurityKey ? [.hid] : []
        writer = try RecordingWriter(
            creating: path,
            header: RecordingHeader(
                tool: "test",
                capturedAt: UTCTimestamp(secondsSinceEpoch: 0),
                device: RecordedDevice(kind: .securityKey, name: device.identity.name, usb: nil),
                channels: key + (device.slotCount > 0 ? [.card] : [])
            )
        )
    }

    func finish() throws { try writer.finish() }

    func pinIsUsed(_ isUsed: Bool) {
        traffic.state.withLock { state in
            state.kept = isUsed ? .ceremonies : .harmless
            state.channel?.keep(state.kept)
        }
    }

    func replugged(
        _ occasion: ReplugOccasion,
        by hands: any Operator,
        within limit: Duration
    ) async throws(TransportError) -> Self {
        var taped = self
        taped.device = try await device.replugged(occasion, by: hands, within: limit)
        return taped
    }

    var identity: DeviceIdentity { device.identity }
    var hasSecurityKey: Bool { device.hasSecurityKey }
    var slotCount: Int { device.slotCount }

    func openKey(on thread: DeviceThread, within limit: Duration) throws(TransportError) -> any ReportChannel {
        let channel = try RecordingReportChannel(
            wrapping: try device.openKey(on: thread, within: limit),
            writer: writer,
            redaction: Redaction(policy: .sharing),
            keeping: traffic.state.withLock(\.kept)
        )
        traffic.state.withLock { $0.channel = channel }
        return channel
    }

    func openSlot(
        _ slot: Int,
        isDirect: Bool,
        on thread: DeviceThread,
        within limit: Duration
    ) throws(TransportError) -> any SmartCardChannel {
        let channel = try device.openSlot(slot, isDirect: isDirect, on: thread, within: limit)
        return try RecordingSmartCardChannel(wrapping: channel, writer: writer, channel: .card)
    }
}

/// A device that a recording plays.
struct PlayedDevice: CheckedDevice {
    let identity: DeviceIdentity
    private let replay: Replay

    init(_ path: String, as identity: DeviceIdentity) throws {
        self.identity = identity
        var options = ReplayOptions()
        options.waitsForCancel = false
        options.hmacSecret = .surrogate
        replay = Replay(try Recording(reading: path), options: options)
    }

    func finish() throws { try replay.finish() }

    func replugged(
        _ occasion: ReplugOccasion,
        by hands: any Operator,
        within limit: Duration
    ) async throws(TransportError) -> Self { self }

    var hasSecurityKey: Bool { replay.header.channels.contains(.hid) }
    var slotCount: Int { replay.header.channels.count { $0.kind == .smartCard } }

    func openKey(on thread: DeviceThread, within limit: Duration) throws(TransportError) -> any ReportChannel {
        try replay.openReportChannel()
    }

    func openSlot(
        _ slot: Int,
        isDirect: Bool,
        on thread: DeviceThread,
        within limit: Duration
    ) throws(TransportError) -> any SmartCardChannel {
        try replay.openSmartCardChannel(.card)
    }
}
