import CPCSCLite
import DeviceTransport
import Glibc
import ISO7816
import ThreadExecutor

extension PCSCChannel {
    /// What `SCardReconnect` does to the card.
    enum Initialization {
        case leave
        case reset
        case unpower

        fileprivate var value: DWORD {
            switch self {
            case .leave: DWORD(SCARD_LEAVE_CARD)
            case .reset: DWORD(SCARD_RESET_CARD)
            case .unpower: DWORD(SCARD_UNPOWER_CARD)
            }
        }
    }

    /// The connection, kept alive by whoever holds it.
    ///
    /// - Throws: `noSuchDevice` after ``close()``.
    func connection(_ operation: String) throws(TransportError) -> Connection {
        guard let connection = state.withLock({ $0.connection }) else {
            throw TransportError(
                .noSuchDevice,
                operation: operation,
                subject: readerName,
                detail: "the connection is closed"
            )
        }
        return connection
    }

    /// Makes one call that asks the reader for bytes.
    func call(
        _ operation: String,
        within limit: Duration,
        _ body: (SCARDHANDLE) -> (PCSCReturnCode, [UInt8])
    ) throws(TransportError) -> [UInt8] {
        let connection = try connection(operation)
        let (code, answer) = try thread.blocking(operation, within: limit) { body(connection.card.rawValue) }
        try code.check(operation, subject: readerName)
        return answer
    }

    /// Makes one call that only succeeds or fails.
    func perform(
        _ operation: String,
        within limit: Duration,
        _ body: (SCARDHANDLE) -> PCSCReturnCode
    ) throws(TransportError) {
        _ = try call(operation, within: limit) { (body($0), []) }
    }

    func reconnect(
        as sharing: CardSharing,
        _ initialization: Initialization,
        within limit: Duration
    ) throws(TransportError) {
        let deadline = ContinuousClock.now + limit
        let connection = try connection("SCardReconnect")
        let protocols = sharing == .direct ? 0 : protocols.pcscValue
        let (code, active) = try thread.blocking("SCardReconnect", within: limit) {
            PCSCCalls.reconnect(
                connection.card.rawValue,
                sharing: sharing,
                protocols: protocols,
                initialization: initialization.value
            )
        }
        try code.check("SCardReconnect", subject: readerName)
        state.withLock { state in
            state.sharing = sharing
            state.activeProtocol = CardProtocol(pcscValue: active)
        }
        try refresh(within: max(.zero, deadline - .now))
    }

    /// Asks the daemon for the answer to reset.
    ///
    /// A direct connection to a reader without a card has none, and that is no error.
    func refresh(within limit: Duration) throws(TransportError) {
        let connection = try connection("SCardStatus")
        let status = try thread.blocking("SCardStatus", within: limit) { PCSCCalls.status(connection.card.rawValue) }
        if sharing != .direct { try status.code.check("SCardStatus", subject: readerName) }
        state.withLock { $0.answerToReset = status.code == .success ? status.answerToReset : [] }
    }

    /// Finds out why an exchange came to nothing.
    ///
    /// The daemon has one code for “the driver could not carry it”, be the card pulled, the reader unplugged or a
    /// contact dirty. What happened shows in the state of the connection, a moment later.
    func lostExchange(_ code: PCSCReturnCode, _ connection: Connection) -> TransportError {
        if code == .noSmartcard { return code.error("SCardTransmit", subject: readerName, kind: .cardRemoved) }
        guard code == .notTransacted else { return code.error("SCardTransmit", subject: readerName) }
        for _ in 0..<Self.inquiries {
            let status = try? thread.blocking("SCardStatus", within: .seconds(1)) {
                PCSCCalls.status(connection.card.rawValue).code
            }
            guard let status else { break }
            if status != .success {
                let kind = status == .noSmartcard ? .cardRemoved : status.kind
                return code.error(
                    "SCardTransmit",
                    subject: readerName,
                    kind: kind,
                    detail: "SCardStatus then returned \(status)"
                )
            }
            usleep(Self.inquiryPause)
        }
        return code.error("SCardTransmit", subject: readerName)
    }

    private static var inquiries: Int { 5 }
    private static var inquiryPause: useconds_t { 20_000 }
}

extension Set<CardProtocol> {
    /// The protocols as `SCardConnect` wants them, or-ed.
    var pcscValue: DWORD { reduce(0) { $0 | $1.pcscValue } }
}

extension [UInt8] {
    /// Room for the longest answer that a command in this form may have.
    var answerCapacity: Int {
        let isExtended = count > 5 && self[4] == 0
        return isExtended ? Int(cpcsclite_max_buffer_size_extended()) : Int(MAX_BUFFER_SIZE)
    }
}
