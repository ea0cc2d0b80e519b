import CapabilityProbe
import Checks
import DeviceTransport
import ThreadExecutor

/// The faces of one device and how each is opened: live, while recording, or from a recording.
protocol DeviceFaces: Sendable {
    var identity: DeviceIdentity { get }
    /// What a person finds it by: position, port, name.
    var label: String { get }
    /// The bus's serial number, which goes nowhere but into comparisons; recordings have none.
    var serialNumber: String? { get }
    var hasSecurityKey: Bool { get }
    /// One for each reader slot; a device without one takes no cards.
    var slotCount: Int { get }
    /// What the registration of the key derives from; `nil` where the key is not asked who vouches for it.
    var attestationSeed: AttestationSeed? { get }

    func openKey(on thread: DeviceThread, within limit: Duration) throws(TransportError) -> any ReportChannel

    /// Opens the card in a slot, or the slot itself where `isDirect`.
    func openSlot(
        _ slot: Int,
        isDirect: Bool,
        on thread: DeviceThread,
        within limit: Duration
    ) throws(TransportError) -> any SmartCardChannel

    /// Opens another connection to a slot that is open already.
    func openSecondConnection(
        to slot: Int,
        as mode: ConnectionMode,
        on thread: DeviceThread,
        within limit: Duration
    ) throws(TransportError) -> any SmartCardChannel

    /// Watches a slot.
    func openWatch(
        on slot: Int,
        on thread: DeviceThread,
        within limit: Duration
    ) throws(TransportError) -> any SlotWatch

    /// Hears that a PIN is going to cross the key's channel, or no more.
    func pinIsUsed(_ isUsed: Bool)

    /// Hears that a face was given up: the call under way may never come back.
    func gaveUp(_ error: TransportError, at face: OpenedFace)

    /// The device after somebody has plugged it in again.
    ///
    /// - Throws: `cancelled` when that cannot be, `deviceRemoved` when it did not come back.
    func replugged(
        _ occasion: ReplugOccasion,
        by hands: any Operator,
        within limit: Duration
    ) async throws(TransportError) -> Self

    /// The hands of a run, as this device has them: written down, or played.
    func hands(_ hands: any Operator) -> any Operator

    /// Hears that nothing more will be asked.
    ///
    /// - Throws: `inputOutput` when a recording could not be completed, `replayMismatch` when one was not played to its end.
    func finish() throws(TransportError)
}

/// One way to reach a device.
enum OpenedFace: Hashable, Sendable {
    case key
    case slot(Int)
    /// A second connection to the slot.
    case second(Int)
    /// Who waits for the slot to change.
    case watch(Int)
}

extension DeviceFaces {
    var serialNumber: String? { nil }

    func hands(_ hands: any Operator) -> any Operator { hands }

    func pinIsUsed(_ isUsed: Bool) {}

    func replugged(
        _ occasion: ReplugOccasion,
        by hands: any Operator,
        within limit: Duration
    ) async throws(TransportError) -> Self {
        throw TransportError(.cancelled, operation: "replug", subject: label, detail: "it cannot be plugged in again")
    }
}
