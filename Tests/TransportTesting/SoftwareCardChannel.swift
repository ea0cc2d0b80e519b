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
    private let card: SoftwareCard
    private let isClosed = Atomic(false)

    package init(_ card: SoftwareCard, readerName: String = "Software Reader 00 00") {
        self.card = card
        self.readerName = readerName
    }

    package var answerToReset: [UInt8] { card.isPresent ? card.answerToReset : [] }

    package var activeProtocol: CardProtocol? {
        switch card.model.transmissionProtocol {
        case .t0: .t0
        case .t1: .t1
        }
    }

    package func transmit(_ command: [UInt8], within limit: Duration) throws(TransportError) -> [UInt8] {
        try requireOpen("transmit")
        if let answer = card.respond(to: command) { return answer }
        guard card.isPresent else { throw error(.cardRemoved, "transmit") }
        usleep(UInt32(clamping: Int(limit / .microseconds(1))))
        throw error(.deadlineExceeded, "transmit")
    }

    package func reset(_ kind: CardReset, within limit: Duration) throws(TransportError) -> [UInt8] {
        try requireOpen("reset")
        guard card.isPresent else { throw error(.cardRemoved, "reset") }
        let answer = card.reset(kind == .cold ? .cold : .warm)
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

    package func close() {
        isClosed.store(true, ordering: .sequentiallyConsistent)
    }

    private func requireOpen(_ operation: String) throws(TransportError) {
        if isClosed.load(ordering: .sequentiallyConsistent) { throw error(.noSuchDevice, operation) }
    }

    private func error(_ code: TransportError.Code, _ operation: String) -> TransportError {
        TransportError(code, operation: operation, subject: readerName)
    }
}
