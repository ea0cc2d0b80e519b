import CTAPMessages
import CapabilityProbe
import Checks
import DeviceTransport
import ISO7816
import SafetyGuard
import SoftwareAuthenticator
import SoftwareCard
import Synchronization
import ThreadExecutor
import TransportTesting

/// A software device with somebody listening on the wire, below the guard.
struct SpiedDevice: CheckedDevice {
    private(set) var device: SoftwareDevice
    let log = WireLog()

    init(authenticator: SoftwareAuthenticator? = nil, card: SoftwareCard? = nil, serialNumber: String? = nil) {
        device = SoftwareDevice(authenticator: authenticator, card: card, serialNumber: serialNumber)
    }

    var identity: DeviceIdentity { device.identity }
    var fingerprint: DeviceFingerprint { device.fingerprint }

    func replugged(
        _ occasion: ReplugOccasion,
        by hands: any Operator,
        within limit: Duration
    ) async throws(TransportError) -> Self {
        var spied = self
        spied.device = try await device.replugged(occasion, by: hands, within: limit)
        return spied
    }

    var hasSecurityKey: Bool { device.hasSecurityKey }
    var slotCount: Int { device.slotCount }

    func openKey(on thread: DeviceThread, within limit: Duration) throws(TransportError) -> any ReportChannel {
        SpyingReportChannel(try device.openKey(on: thread, within: limit), log)
    }

    func openSlot(
        _ slot: Int,
        isDirect: Bool,
        on thread: DeviceThread,
        within limit: Duration
    ) throws(TransportError) -> any SmartCardChannel {
        SpyingSmartCardChannel(try device.openSlot(slot, isDirect: isDirect, on: thread, within: limit), log)
    }

    static func run(
        _ entries: [CatalogueEntry],
        on device: SpiedDevice,
        allowance: DangerClass,
        warrant: DestructionWarrant? = nil,
        hands: any Operator = NobodyAtTheBench()
    ) async throws -> [CheckResult] {
        let plan = RunPlan(
            entries: entries,
            allowance: allowance,
            seed: CheckSeed([1]),
            timing: CheckTiming(answer: .milliseconds(500))
        )
        let run = DeviceCheckRun(
            of: device,
            at: 0,
            plan: plan,
            warrant: warrant,
            hands: hands,
            attendant: NoAttendant(),
            listener: Nobody()
        )
        return try await run.run()
    }

    private struct Nobody: RunListener {
        func checkBegins(_ id: CheckID, on device: Int) {}
        func checkEnded(_ result: CheckResult) {}
    }
}

/// What left for the device.
final class WireLog: Sendable {
    private let state = Mutex((assembler: CTAPHIDAssembler(), messages: [CTAPHIDMessage](), commands: [[UInt8]]()))

    var messages: [CTAPHIDMessage] { state.withLock { $0.messages } }
    var commands: [[UInt8]] { state.withLock { $0.commands } }

    /// Reports that make no message are parts of pings, which mean nothing.
    func take(report: [UInt8]) {
        state.withLock { state in
            if let message = try? state.assembler.accept(report) { state.messages.append(message) }
        }
    }

    func take(command: [UInt8]) { state.withLock { $0.commands.append(command) } }
}

final class SpyingReportChannel: ReportChannel {
    private let channel: any ReportChannel
    private let log: WireLog

    init(_ channel: any ReportChannel, _ log: WireLog) {
        (self.channel, self.log) = (channel, log)
    }

    var name: String { channel.name }

    func write(_ report: [UInt8], within limit: Duration) throws(TransportError) {
        log.take(report: report)
        try channel.write(report, within: limit)
    }

    func read(within limit: Duration) throws(TransportError) -> [UInt8]? { try channel.read(within: limit) }

    func close() { channel.close() }
}

final class SpyingSmartCardChannel: SmartCardChannel {
    private let channel: any SmartCardChannel
    private let log: WireLog

    init(_ channel: any SmartCardChannel, _ log: WireLog) {
        (self.channel, self.log) = (channel, log)
    }

    var readerName: String { channel.readerName }
    var answerToReset: [UInt8] { channel.answerToReset }
    var activeProtocol: CardProtocol? { channel.activeProtocol }

    func transmit(_ command: [UInt8], within limit: Duration) throws(TransportError) -> [UInt8] {
        log.take(command: command)
        return try channel.transmit(command, within: limit)
    }

    func reset(_ kind: CardReset, within limit: Duration) throws(TransportError) -> [UInt8] {
        try channel.reset(kind, within: limit)
    }

    func attribute(_ tag: UInt32, within limit: Duration) throws(TransportError) -> [UInt8] {
        try channel.attribute(tag, within: limit)
    }

    func control(_ code: UInt32, _ input: [UInt8], within limit: Duration) throws(TransportError) -> [UInt8] {
        try channel.control(code, input, within: limit)
    }

    func beginTransaction(within limit: Duration) throws(TransportError) {
        try channel.beginTransaction(within: limit)
    }

    func endTransaction(within limit: Duration) throws(TransportError) { try channel.endTransaction(within: limit) }

    func reconnect(as sharing: CardSharing, within limit: Duration) throws(TransportError) {
        try channel.reconnect(as: sharing, within: limit)
    }

    func close() { channel.close() }
}
