import CapabilityProbe
import Checks
import DeviceTransport
import ThreadExecutor
import WireRecording

/// A software device with everything that crosses its channels written down.
struct TapedDevice: CheckedDevice {
    let device: SoftwareDevice
    private let writer: RecordingWriter

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

    var identity: DeviceIdentity { device.identity }
    var hasSecurityKey: Bool { device.hasSecurityKey }
    var slotCount: Int { device.slotCount }

    func openKey(on thread: DeviceThread, within limit: Duration) throws(TransportError) -> any ReportChannel {
        try RecordingReportChannel(
            wrapping: try device.openKey(on: thread, within: limit),
            writer: writer,
            keeping: .harmless
        )
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
        replay = Replay(try Recording(reading: path), options: options)
    }

    func finish() throws { try replay.finish() }

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
