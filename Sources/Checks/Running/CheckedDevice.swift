package import CapabilityProbe
package import DeviceTransport
package import ThreadExecutor

/// A device that checks are made on, and how its faces are reached; whoever wires the drivers conforms to it.
package protocol CheckedDevice: Sendable {
    var identity: DeviceIdentity { get }
    var hasSecurityKey: Bool { get }
    /// One for each reader slot; a device without one takes no cards.
    var slotCount: Int { get }

    func openKey(on thread: DeviceThread, within limit: Duration) throws(TransportError) -> any ReportChannel

    /// Opens the card in a slot, or the slot itself where `isDirect`.
    func openSlot(
        _ slot: Int,
        isDirect: Bool,
        on thread: DeviceThread,
        within limit: Duration
    ) throws(TransportError) -> any SmartCardChannel
}
