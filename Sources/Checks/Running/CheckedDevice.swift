package import CapabilityProbe
package import DeviceTransport
package import ThreadExecutor

/// A device that checks are made on, and how its faces are reached; whoever wires the drivers conforms to it.
package protocol CheckedDevice: Sendable {
    var identity: DeviceIdentity { get }
    /// What a person finds it by: position, port, name.
    var label: String { get }
    /// What the bus says of it, without anything being asked.
    var fingerprint: DeviceFingerprint { get }
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

    /// Opens another connection to a slot that is open already.
    ///
    /// - Throws: `unsupported` for devices that are reached past any daemon.
    func openSecondConnection(
        to slot: Int,
        as mode: ConnectionMode,
        on thread: DeviceThread,
        within limit: Duration
    ) throws(TransportError) -> any SmartCardChannel

    /// Watches a slot.
    ///
    /// - Throws: `unsupported`, as above.
    func openWatch(
        on slot: Int,
        on thread: DeviceThread,
        within limit: Duration
    ) throws(TransportError) -> any SlotWatch

    /// Has somebody plug the device in again, and returns what is there then: whether it is the same is not for this to say.
    ///
    /// - Throws: `deviceRemoved` when it did not come back, `cancelled` when nobody was there to do it.
    func replugged(
        _ occasion: ReplugOccasion,
        by hands: any Operator,
        within limit: Duration
    ) async throws(TransportError) -> Self

    /// Hears that a PIN is going to cross the key's channel, or no more: whoever writes down what crosses it has to know.
    func pinIsUsed(_ isUsed: Bool)

    /// Hears that a face was given up: the call under way may never come back.
    func gaveUp(slot: Int?, because error: TransportError)

    /// The same of what was opened beside a slot.
    func gaveUp(besides slot: Int, _ part: SlotCompanion, because error: TransportError)
}

/// What a check may open beside the slot that it is made on.
package enum SlotCompanion: Hashable, Sendable {
    case secondConnection
    case watch
}

/// Why a device is plugged in again.
package enum ReplugOccasion: Hashable, Sendable {
    /// A check has to find it as it is after power-up, so it is pulled first.
    case forPower
    /// It has gone in the middle of a run.
    case afterLoss
}

extension CheckedDevice {
    package var label: String { identity.name }

    package var fingerprint: DeviceFingerprint { DeviceFingerprint(identity) }

    package func replugged(
        _ occasion: ReplugOccasion,
        by hands: any Operator,
        within limit: Duration
    ) async throws(TransportError) -> Self {
        throw TransportError(.cancelled, operation: "replug", subject: identity.name, detail: "it cannot be plugged in")
    }

    package func openSecondConnection(
        to slot: Int,
        as mode: ConnectionMode,
        on thread: DeviceThread,
        within limit: Duration
    ) throws(TransportError) -> any SmartCardChannel {
        throw TransportError(.unsupported, operation: "SCardConnect", subject: identity.name)
    }

    package func openWatch(
        on slot: Int,
        on thread: DeviceThread,
        within limit: Duration
    ) throws(TransportError) -> any SlotWatch {
        throw TransportError(.unsupported, operation: "SCardGetStatusChange", subject: identity.name)
    }

    package func pinIsUsed(_ isUsed: Bool) {}

    package func gaveUp(slot: Int?, because error: TransportError) {}

    package func gaveUp(besides slot: Int, _ part: SlotCompanion, because error: TransportError) {}
}
