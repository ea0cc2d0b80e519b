import CapabilityProbe
import Checks
import DeviceTransport
import ThreadExecutor

/// The faces of a device in the words of the checks.
struct CheckedFaces<Faces: DeviceFaces>: CheckedDevice {
    let faces: Faces

    var identity: DeviceIdentity { faces.identity }
    var label: String { faces.label }
    var fingerprint: DeviceFingerprint { DeviceFingerprint(identity, serialNumber: faces.serialNumber) }
    var hasSecurityKey: Bool { faces.hasSecurityKey }
    var slotCount: Int { faces.slotCount }

    func openKey(on thread: DeviceThread, within limit: Duration) throws(TransportError) -> any ReportChannel {
        try faces.openKey(on: thread, within: limit)
    }

    func openSlot(
        _ slot: Int,
        isDirect: Bool,
        on thread: DeviceThread,
        within limit: Duration
    ) throws(TransportError) -> any SmartCardChannel {
        try faces.openSlot(slot, isDirect: isDirect, on: thread, within: limit)
    }

    func replugged(
        _ occasion: ReplugOccasion,
        by hands: any Operator,
        within limit: Duration
    ) async throws(TransportError) -> Self {
        Self(faces: try await faces.replugged(occasion, by: hands, within: limit))
    }

    func openSecondConnection(
        to slot: Int,
        as mode: ConnectionMode,
        on thread: DeviceThread,
        within limit: Duration
    ) throws(TransportError) -> any SmartCardChannel {
        try faces.openSecondConnection(to: slot, as: mode, on: thread, within: limit)
    }

    func openWatch(
        on slot: Int,
        on thread: DeviceThread,
        within limit: Duration
    ) throws(TransportError) -> any SlotWatch {
        try faces.openWatch(on: slot, on: thread, within: limit)
    }

    func gaveUp(besides slot: Int, _ part: SlotCompanion, because error: TransportError) {
        faces.gaveUp(error, at: part == .secondConnection ? .second(slot) : .watch(slot))
    }

    func pinIsUsed(_ isUsed: Bool) { faces.pinIsUsed(isUsed) }

    func gaveUp(slot: Int?, because error: TransportError) {
        faces.gaveUp(error, at: slot.map { .slot($0) } ?? .key)
    }
}
