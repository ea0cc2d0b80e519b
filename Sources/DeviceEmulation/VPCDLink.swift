package import DeviceTransport
import Glibc
import Synchronization

/// The card's end of a connection to vpcd, which listens: the card calls.
package final class VPCDLink: Sendable {
    /// Where vpcd listens for the card of its first slot unless it is told otherwise.
    package static let standardPort: UInt16 = 0x8C7B

    private let socket: Socket
    private let isStopped = Atomic(false)

    /// Calls vpcd, which has put the card into its reader when this returns.
    ///
    /// - Throws: `serviceUnavailable` when nobody listens there, `deadlineExceeded` when nobody answers.
    package init(port: UInt16 = standardPort, within limit: Duration) throws(TransportError) {
        socket = try Socket(toLocalPort: port, within: limit)
    }

    /// Plays the card until the link is stopped.
    ///
    /// - Throws: `serviceUnavailable` when vpcd hangs up.
    package func serve(_ card: RecordedCard) throws(TransportError) {
        while let header = socket.read(2) {
            guard let body = socket.read(Int(header[0]) << 8 | Int(header[1])) else { break }
            guard let answer = Self.answer(to: VPCDRequest(body), of: card) else { continue }
            guard socket.write(VPCDRequest.encode(answer)) else { break }
        }
        guard isStopped.load(ordering: .acquiring) else {
            throw TransportError(.serviceUnavailable, operation: "vpcd", detail: "vpcd has hung up")
        }
    }

    /// Takes the card out of the reader, upon which ``serve(_:)`` returns, and may be called from any thread.
    package func stop() {
        isStopped.store(true, ordering: .releasing)
        socket.hangUp()
    }

    private static func answer(to request: VPCDRequest, of card: RecordedCard) -> [UInt8]? {
        switch request {
        case .powerOff: return nil
        case .powerOn: card.reset(.cold)
        case .reset: card.reset(.warm)
        case .answerToReset: return card.answerToReset
        case .command(let command): return card.respond(to: command)
        }
        return nil
    }
}
