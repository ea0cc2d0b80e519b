import BenchInventory
import CapabilityProbe
import Checks
import DeviceTransport
import ThreadExecutor
import WireRecording

/// A device that a recording plays.
struct ReplayedFaces: DeviceFaces {
    private let replay: Replay
    private let source: RecordingSource

    /// - Throws: `RecordingError` when the file is not there any more.
    init(_ recording: RecordingOverview, options: ReplayOptions) throws(RecordingError) {
        var options = options
        options.waitsForCancel = false
        source = recording.source
        replay = try Replay(streaming: recording.source, options: options)
    }

    var identity: DeviceIdentity { DeviceIdentity(replay.header.device) }

    var label: String { identity.name }

    var hasSecurityKey: Bool { replay.header.channels.contains(.hid) }

    var slotCount: Int { replay.header.channels.count { $0.kind == .smartCard } }

    /// A recording with a seed is one of a key that was asked, and the same is asked of it again.
    var attestationSeed: AttestationSeed? { replay.header.seed.map { AttestationSeed($0) } }

    func openKey(on thread: DeviceThread, within limit: Duration) throws(TransportError) -> any ReportChannel {
        try replay.openReportChannel()
    }

    func openSlot(
        _ slot: Int,
        isDirect: Bool,
        on thread: DeviceThread,
        within limit: Duration
    ) throws(TransportError) -> any SmartCardChannel {
        try replay.openSmartCardChannel(.slot(slot))
    }

    func openSecondConnection(
        to slot: Int,
        as mode: ConnectionMode,
        on thread: DeviceThread,
        within limit: Duration
    ) throws(TransportError) -> any SmartCardChannel {
        try replay.openSecondConnection(mode, besides: .slot(slot))
    }

    func openWatch(
        on slot: Int,
        on thread: DeviceThread,
        within limit: Duration
    ) throws(TransportError) -> any SlotWatch {
        try replay.openSlotWatch(on: .slot(slot))
    }

    /// What was pulled then is pulled now without anybody's doing it.
    func replugged(
        _ occasion: ReplugOccasion,
        by hands: any Operator,
        within limit: Duration
    ) async throws(TransportError) -> Self {
        guard occasion == .forPower else {
            throw TransportError(
                .cancelled,
                operation: "replug",
                subject: label,
                detail: "it cannot be plugged in again"
            )
        }
        return self
    }

    func gaveUp(_ error: TransportError, at face: OpenedFace) {}

    func hands(_ hands: any Operator) -> any Operator { PlayedHands(source, otherwise: hands) }

    func finish() throws(TransportError) {
        try replay.finish()
    }
}

extension DeviceIdentity {
    fileprivate init(_ device: RecordedDevice) {
        self.init(
            kind: BenchDevice.Kind(rawValue: device.kind.rawValue) ?? .reader,
            name: device.name,
            vendorID: device.vendorID,
            productID: device.productID,
            bcdDevice: device.bcdDevice,
            manufacturer: device.manufacturer,
            product: device.product
        )
    }
}
