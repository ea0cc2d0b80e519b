import BenchInventory
import CapabilityProbe
import Checks
import DeviceTransport
import ISO7816
import SafetyGuard
import SoftwareCard
import Synchronization
import ThreadExecutor
import TransportTesting

/// What a reader and its driver tell of themselves.
struct SoftwareReader: Sendable {
    /// By tag (PC/SC part 3, 3.1.4); nil is refused.
    var attributes: [UInt32: [UInt8]] = [
        0x0001_0100: Array("Touchstone\0".utf8), 0x0001_0102: [0, 0, 0x02, 0x03], 0x0002_0110: [7, 1, 0x20, 0],
        0x0007_A007: [0x0F, 0x01, 0, 0], 0x0009_0300: [2], 0x0009_0301: [1],
    ]
    /// Asked for by the tag of the feature; each has the control code `0x4233_0000` and the tag.
    var features: [(tag: UInt8, answer: [UInt8])] = [
        (0x06, []), (0x0A, [0, 0, 0x07, 0x1E]), (0x12, SoftwareReader.properties([:])),
    ]
    /// In the place of the list that ``features`` give.
    var featureList: [UInt8]?
    var carriesExtended = true
    /// Another list of features each time.
    var isRestless = false
    var answersAnything = false
    var answerToReset: [UInt8]?

    /// The properties of a sound reader with others in their place (PC/SC part 10, 2.6.14).
    static func properties(_ changes: [UInt8: [UInt8]]) -> [UInt8] {
        let sound: [UInt8: [UInt8]] = [
            0x02: [0x07], 0x03: [0x1E], 0x06: [4], 0x07: [12], 0x08: Array("1.00".utf8), 0x09: [0],
            0x0A: [0, 0, 1, 0], 0x0B: [0x09, 0x12], 0x0C: [0x01, 0x50],
        ]
        return sound.merging(changes) { $1 }.sorted { $0.key < $1.key }
            .flatMap { [$0.key, UInt8($0.value.count)] + $0.value }
    }

    static func with(_ change: (inout Self) -> Void) -> Self {
        var reader = Self()
        change(&reader)
        return reader
    }
}

/// A software card, or none, in a software reader.
struct ReaderDevice: CheckedDevice {
    let reader: SoftwareReader
    let daemon: SoftwareDaemon
    private var card: SoftwareCard? { daemon.card }

    init(reader: SoftwareReader, card: SoftwareCard?, faults: Set<SoftwareDaemon.Fault> = []) {
        self.reader = reader
        daemon = SoftwareDaemon(card: card, faults: faults)
    }

    var identity: DeviceIdentity {
        DeviceIdentity(kind: .reader, name: "Software reader", vendorID: 0x1209, productID: 0x5001, bcdDevice: 0x0302)
    }
    var hasSecurityKey: Bool { false }
    var slotCount: Int { 1 }

    func openKey(on thread: DeviceThread, within limit: Duration) throws(TransportError) -> any ReportChannel {
        throw TransportError(.noSuchDevice, operation: "open")
    }

    func openSlot(
        _ slot: Int,
        isDirect: Bool,
        on thread: DeviceThread,
        within limit: Duration
    ) throws(TransportError) -> any SmartCardChannel {
        guard isDirect || card != nil else { throw TransportError(.noCard, operation: "open") }
        return ReaderChannel(reader, try SoftwareCardChannel(over: daemon, as: isDirect ? .direct : .shared))
    }

    func openSecondConnection(
        to slot: Int,
        as mode: ConnectionMode,
        on thread: DeviceThread,
        within limit: Duration
    ) throws(TransportError) -> any SmartCardChannel {
        ReaderChannel(reader, try SoftwareCardChannel(over: daemon, as: mode))
    }

    func openWatch(
        on slot: Int,
        on thread: DeviceThread,
        within limit: Duration
    ) throws(TransportError) -> any SlotWatch {
        SoftwareSlotWatch(daemon)
    }
}

/// The way to a card through a reader that has a driver.
final class ReaderChannel: SmartCardChannel {
    private let reader: SoftwareReader
    private let card: SoftwareCardChannel
    private let asked = Atomic(0)
    private static let codes: UInt32 = 0x4233_0000

    init(_ reader: SoftwareReader, _ card: SoftwareCardChannel) {
        (self.reader, self.card) = (reader, card)
    }

    var readerName: String { "Software Reader 00 00" }
    var answerToReset: [UInt8] { card.answerToReset }
    var activeProtocol: CardProtocol? { card.activeProtocol }
    private var hasCard: Bool { card.activeProtocol != nil }

    func transmit(_ command: [UInt8], within limit: Duration) throws(TransportError) -> [UInt8] {
        let isExtended = command.count > 6 && command[4] == 0
        guard reader.carriesExtended || !isExtended else {
            throw TransportError(.inputOutput, operation: "transmit")
        }
        return try card.transmit(command, within: limit)
    }

    func reset(_ kind: CardReset, within limit: Duration) throws(TransportError) -> [UInt8] {
        try card.reset(kind, within: limit)
    }

    func attribute(_ tag: UInt32, within limit: Duration) throws(TransportError) -> [UInt8] {
        if tag == 0x0009_0303, hasCard { return reader.answerToReset ?? answerToReset }
        if tag == 0x0009_0300, !hasCard, reader.attributes[tag] == [2] { return [0] }
        guard let value = reader.attributes[tag] ?? (reader.answersAnything ? [0, 0, 0, 0] : nil) else {
            throw TransportError(.unsupported, operation: "attribute")
        }
        return value
    }

    func control(_ code: UInt32, _ input: [UInt8], within limit: Duration) throws(TransportError) -> [UInt8] {
        if code == ReaderDangerTable.featureRequest {
            let extra: [UInt8] = asked.add(1, ordering: .relaxed).newValue > 2 && reader.isRestless ? [0x11] : []
            let tags = reader.features.map(\.tag) + extra
            return reader.featureList ?? tags.flatMap { [$0, 4, 0x42, 0x33, 0, $0] }
        }
        guard let feature = reader.features.first(where: { Self.codes + UInt32($0.tag) == code }) else {
            throw TransportError(.unsupported, operation: "control")
        }
        return feature.answer
    }

    func beginTransaction(within limit: Duration) throws(TransportError) { try card.beginTransaction(within: limit) }

    func endTransaction(within limit: Duration) throws(TransportError) { try card.endTransaction(within: limit) }

    func reconnect(as sharing: CardSharing, within limit: Duration) throws(TransportError) {
        try card.reconnect(as: sharing, within: limit)
    }

    func close() { card.close() }
}
