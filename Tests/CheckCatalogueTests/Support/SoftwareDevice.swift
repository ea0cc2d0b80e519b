import BenchInventory
import CapabilityProbe
import Checks
import DeviceTransport
import SoftwareAuthenticator
import SoftwareCard
import Synchronization
import ThreadExecutor
import TransportTesting

/// A device of this process: a key, a card, or both.
struct SoftwareDevice: CheckedDevice {
    var authenticator: SoftwareAuthenticator?
    var card: SoftwareCard?
    /// What the bus would say of it.
    var serialNumber: String?
    /// What comes back when it is pulled and plugged in again; the device itself unless somebody cheats.
    var impostor: SoftwareAuthenticator?
    /// Whether nobody is there to plug it in again.
    var isLeftAlone = false
    /// Whether waiting for the key takes the time that it takes.
    var keepsTime = false
    private let clock = HurriedClock()
    /// Where nobody says that it was plugged in again, whether the impostor is there all the same.
    private let place = Place()

    private final class Place: Sendable {
        let isTaken = Mutex(false)
    }
    /// Reports of answers to another program, which are heard when the key is opened.
    var overheard: [[UInt8]] = []

    var identity: DeviceIdentity {
        DeviceIdentity(kind: authenticator == nil ? .reader : .securityKey, name: "Software device")
    }

    var fingerprint: DeviceFingerprint { DeviceFingerprint(identity, serialNumber: serialNumber) }

    func replugged(
        _ occasion: ReplugOccasion,
        by hands: any Operator,
        within limit: Duration
    ) async throws(TransportError) -> Self {
        guard !isLeftAlone else {
            place.isTaken.withLock { $0 = true }
            throw TransportError(.cancelled, operation: "replug", subject: identity.name)
        }
        var device = self
        if let impostor { device.authenticator = impostor }
        device.authenticator?.powerCycle(at: keepsTime ? .now : clock.now)
        return device
    }

    var hasSecurityKey: Bool { authenticator != nil }
    var slotCount: Int { card == nil ? 0 : 1 }

    func openKey(on thread: DeviceThread, within limit: Duration) throws(TransportError) -> any ReportChannel {
        let isTaken = place.isTaken.withLock(\.self)
        guard let authenticator = isTaken ? impostor ?? authenticator : authenticator else {
            throw TransportError(.noSuchDevice, operation: "open")
        }
        let channel: any ReportChannel =
            keepsTime ? SoftwareReportChannel(authenticator) : HurriedReportChannel(authenticator, clock)
        return overheard.isEmpty ? channel : OverhearingReportChannel(channel, overheard: overheard)
    }

    func openSlot(
        _ slot: Int,
        isDirect: Bool,
        on thread: DeviceThread,
        within limit: Duration
    ) throws(TransportError) -> any SmartCardChannel {
        guard let card else { throw TransportError(.noSuchDevice, operation: "open") }
        return SoftwareCardChannel(card)
    }
}
