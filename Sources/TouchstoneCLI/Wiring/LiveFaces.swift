import BenchInventory
import CapabilityProbe
import DeviceTransport
import FIDO2Driver
import PCSCDriver
import ThreadExecutor

/// A device that stands on the bench.
struct LiveFaces: DeviceFaces {
    let device: BenchDevice
    let attestationSeed: AttestationSeed?

    var identity: DeviceIdentity { DeviceIdentity(device) }
    var label: String {
        let port = device.portPath.map { " (port \($0))" } ?? ""
        return "\(device.position)\(port) \(identity.name)"
    }

    var serialNumber: String? { device.usb?.serialNumber }
    var hasSecurityKey: Bool { device.node != nil }
    var slotCount: Int { device.readers.count }

    func openKey(on thread: DeviceThread, within limit: Duration) throws(TransportError) -> any ReportChannel {
        guard let node = device.node else {
            throw TransportError(.noSuchDevice, operation: "open", subject: device.name)
        }
        do throws(TransportError) {
            return try HIDRawChannel(opening: node, on: thread, within: limit)
        } catch {
            throw error.namingHolders(ofNode: node)
        }
    }

    func openSlot(
        _ slot: Int,
        isDirect: Bool,
        on thread: DeviceThread,
        within limit: Duration
    ) throws(TransportError) -> any SmartCardChannel {
        let reader = device.readers[slot].name.text
        do throws(TransportError) {
            return try PCSCChannel.open(
                reader: reader,
                sharing: isDirect ? .direct : .shared,
                on: thread,
                within: limit
            )
        } catch {
            throw error.namingCardClients()
        }
    }

    func openSecondConnection(
        to slot: Int,
        as mode: ConnectionMode,
        on thread: DeviceThread,
        within limit: Duration
    ) throws(TransportError) -> any SmartCardChannel {
        try PCSCChannel.open(
            reader: device.readers[slot].name.text,
            sharing: mode.sharing,
            protocols: mode.protocols,
            on: thread,
            within: limit
        )
    }

    func openWatch(
        on slot: Int,
        on thread: DeviceThread,
        within limit: Duration
    ) throws(TransportError) -> any SlotWatch {
        try PCSCSlotWatch(of: device.readers[slot].name.text, on: thread, within: limit)
    }

    func gaveUp(_ error: TransportError, at face: OpenedFace) {}

    func finish() throws(TransportError) {}
}
