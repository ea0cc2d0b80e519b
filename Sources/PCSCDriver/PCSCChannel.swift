package import DeviceTransport
package import ISO7816
package import ThreadExecutor

/// A card in a reader, through libpcsclite.
///
/// Made and used on the thread that owns the device. Let go anywhere: what has to happen on the thread is handed to it,
/// and when a call is stuck there, it happens if and when that call comes back.
package final class PCSCChannel: SmartCardChannel {
    package let readerName: String
    package let thread: DeviceThread
    let protocols: Set<CardProtocol>
    let state: Monitor<State>

    struct State {
        var connection: Connection?
        var sharing: CardSharing
        var activeProtocol: CardProtocol?
        var answerToReset: [UInt8]
    }

    /// Gives the handle a reference count, so that closing cannot pull it from under a call.
    final class Connection: Sendable {
        let card: CardHandle
        init(_ card: consuming CardHandle) { self.card = card }
    }

    /// Connects to the card in a reader, or to the reader itself when sharing is direct.
    ///
    /// - Throws: `noSuchDevice`, `noCard`, `heldByAnother`, `unresponsiveCard`, `protocolMismatch`, `serviceUnavailable`,
    ///   `deadlineExceeded`, each with the daemon's own number.
    package static func open(
        reader: String,
        sharing: CardSharing = .shared,
        protocols: Set<CardProtocol> = [.t0, .t1],
        on thread: DeviceThread,
        within limit: Duration
    ) throws(TransportError) -> PCSCChannel {
        let deadline = ContinuousClock.now + limit
        let card = try CardHandle(
            reader: reader,
            sharing: sharing,
            protocols: sharing == .direct ? 0 : protocols.pcscValue,
            on: thread,
            within: limit
        )
        let active = card.activeProtocol
        let channel = PCSCChannel(
            reader,
            protocols,
            thread,
            State(
                connection: Connection(card),
                sharing: sharing,
                activeProtocol: CardProtocol(pcscValue: active),
                answerToReset: []
            )
        )
        try channel.refresh(within: max(.zero, deadline - .now))
        return channel
    }

    private init(
        _ readerName: String,
        _ protocols: Set<CardProtocol>,
        _ thread: DeviceThread,
        _ state: sending State
    ) {
        self.readerName = readerName
        self.protocols = protocols
        self.thread = thread
        self.state = Monitor(state)
    }

    deinit { close() }

    package var answerToReset: [UInt8] { state.withLock { $0.answerToReset } }
    package var activeProtocol: CardProtocol? { state.withLock { $0.activeProtocol } }
    var sharing: CardSharing { state.withLock { $0.sharing } }

    package func transmit(_ command: [UInt8], within limit: Duration) throws(TransportError) -> [UInt8] {
        let connection = try connection("SCardTransmit")
        guard let active = activeProtocol else {
            throw TransportError(
                .protocolMismatch,
                operation: "SCardTransmit",
                subject: readerName,
                detail: "the connection is direct and no card is powered"
            )
        }
        let capacity = command.answerCapacity
        let (code, answer) = try thread.blocking("SCardTransmit", within: limit) {
            PCSCCalls.transmit(connection.card.rawValue, active.pcscValue, command, answerCapacity: capacity)
        }
        guard code == .success else { throw lostExchange(code, connection) }
        return answer
    }

    package func reset(_ kind: CardReset, within limit: Duration) throws(TransportError) -> [UInt8] {
        try reconnect(as: sharing, kind == .warm ? .reset : .unpower, within: limit)
        return answerToReset
    }

    package func attribute(_ tag: UInt32, within limit: Duration) throws(TransportError) -> [UInt8] {
        try call("SCardGetAttrib", within: limit) { PCSCCalls.attribute($0, numericCast(tag)) }
    }

    package func control(_ code: UInt32, _ input: [UInt8], within limit: Duration) throws(TransportError) -> [UInt8] {
        try call("SCardControl", within: limit) { PCSCCalls.control($0, numericCast(code), input) }
    }

    package func close() {
        var connection = state.withLock { $0.connection.take() }
        guard connection != nil else { return }
        guard thread.isCurrentThread else {
            thread.post { [connection] in withExtendedLifetime(connection) {} }
            return
        }
        _ = try? thread.blocking("SCardDisconnect", within: Self.releaseLimit) { connection = nil }
    }

    /// Disconnecting asks the daemon only, never the card.
    private static let releaseLimit = Duration.seconds(2)
}
