package import DeviceTransport
import Glibc
package import ISO7816
package import SoftwareCard
import Synchronization

/// A software card in this process, reached without daemon or reader.
///
/// A card that stays mute costs the whole limit, as it would in a reader: the thread sleeps.
package final class SoftwareCardChannel: SmartCardChannel {
    package let readerName: String
    private let card: SoftwareCard?
    private let daemon: SoftwareDaemon
    private let client: Int
    private let protocols: Set<CardProtocol>
    private let isClosed = Atomic(false)

    /// A channel to a card that nobody else uses.
    package init(_ card: SoftwareCard, readerName: String = "Software Reader 00 00") {
        self.card = card
        self.readerName = readerName
        daemon = SoftwareDaemon(card: card, readerName: readerName)
        protocols = [.t0, .t1]
        // Nobody is there to refuse it.
        client = (try? daemon.connect(as: .shared)) ?? 0
    }

    /// A connection to the reader of a daemon, which may refuse it.
    package init(over daemon: SoftwareDaemon, as mode: ConnectionMode) throws(TransportError) {
        card = mode.sharing == .direct ? nil : daemon.card
        readerName = daemon.readerName
        self.daemon = daemon
        protocols = mode.protocols
        client = try daemon.connect(as: mode)
    }

    package var answerToReset: [UInt8] {
        guard let card, card.isPresent else { return [] }
        return card.answerToReset
    }

    package var activeProtocol: CardProtocol? {
        if client > 1, daemon.faults.contains(.protocolIsSecret) { return nil }
        if daemon.faults.contains(.protocolIsAnEcho), protocols.count == 1 { return protocols.first }
        return Self.activeProtocol(of: card)
    }

    static func activeProtocol(of card: SoftwareCard?) -> CardProtocol? {
        switch card?.model.transmissionProtocol {
        case .t0?: .t0
        case .t1?: .t1
        case nil: nil
        }
    }

    package func transmit(_ command: [UInt8], within limit: Duration) throws(TransportError) -> [UInt8] {
        try requireOpen("transmit")
        try daemon.admit(client, "transmit", within: limit)
        guard let card else { throw error(.protocolMismatch, "transmit") }
        if let answer = card.respond(to: command) { return answer }
        guard card.isPresent else { throw error(.cardRemoved, "transmit") }
        usleep(UInt32(clamping: Int(limit / .microseconds(1))))
        throw error(.deadlineExceeded, "transmit")
    }

    package func reset(_ kind: CardReset, within limit: Duration) throws(TransportError) -> [UInt8] {
        try requireOpen("reset")
        guard let card, card.isPresent else { throw error(.cardRemoved, "reset") }
        let answer = card.reset(kind == .cold ? .cold : .warm)
        daemon.noteReset(by: client)
        guard !answer.isEmpty else { throw error(.unresponsiveCard, "reset") }
        return answer
    }

    package func attribute(_ tag: UInt32, within limit: Duration) throws(TransportError) -> [UInt8] {
        try requireOpen("attribute")
        throw error(.unsupported, "attribute")
    }

    package func control(_ code: UInt32, _ input: [UInt8], within limit: Duration) throws(TransportError) -> [UInt8] {
        try requireOpen("control")
        throw error(.unsupported, "control")
    }

    package func beginTransaction(within limit: Duration) throws(TransportError) {
        try requireOpen("SCardBeginTransaction")
        try daemon.begin(client, within: limit)
    }

    package func endTransaction(within limit: Duration) throws(TransportError) {
        try requireOpen("SCardEndTransaction")
        try daemon.end(client)
    }

    package func reconnect(as sharing: CardSharing, within limit: Duration) throws(TransportError) {
        try requireOpen("SCardReconnect")
        try daemon.reconnect(client, as: sharing)
    }

    package func close() {
        guard !isClosed.exchange(true, ordering: .sequentiallyConsistent) else { return }
        daemon.disconnect(client)
    }

    private func requireOpen(_ operation: String) throws(TransportError) {
        if isClosed.load(ordering: .sequentiallyConsistent) { throw error(.noSuchDevice, operation) }
    }

    private func error(_ code: TransportError.Code, _ operation: String) -> TransportError {
        TransportError(code, operation: operation, subject: readerName)
    }
}
