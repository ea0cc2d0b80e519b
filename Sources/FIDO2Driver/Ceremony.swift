import CTAPMessages

/// A call of the client in which somebody may have to touch the key.
struct Ceremony: Sendable {
    /// A request that was answered.
    struct Exchange: Sendable {
        let request: CTAPHIDMessage
        let answer: CTAPHIDMessage

        /// The CTAP2 command of the request; `nil` for U2F.
        var command: CTAPCommand? {
            request.command == .cbor ? request.payload.first.map(CTAPCommand.init) : nil
        }

        /// The status of a CTAP2 answer.
        var status: CTAPStatus? {
            answer.command == .cbor ? answer.payload.first.map(CTAPStatus.init) : nil
        }

        /// Whether a key of U2F asks for a touch (`SW_CONDITIONS_NOT_SATISFIED`, U2F raw messages 1.2, 3.3).
        var asksForTouch: Bool {
            answer.command == .message && answer.payload.suffix(2) == [0x69, 0x85]
        }
    }

    let onKeepAlive: @Sendable (CTAPHIDKeepaliveStatus) -> Void
    private(set) var exchanges: [Exchange] = []
    /// Whether it was cancelled, from outside or at its deadline.
    var isTakenBack = false

    init(onKeepAlive: @escaping @Sendable (CTAPHIDKeepaliveStatus) -> Void) {
        self.onKeepAlive = onKeepAlive
    }

    mutating func note(_ request: CTAPHIDMessage, _ answer: CTAPHIDMessage) {
        let exchange = Exchange(request: request, answer: answer)
        // A key of U2F is asked several times a second until somebody touches it; the last answer is enough.
        if exchange.asksForTouch, exchanges.last?.asksForTouch == true { exchanges.removeLast() }
        exchanges.append(exchange)
    }

    /// Passes on what a report says about the wait: a keep-alive, or a U2F answer that asks for a touch.
    func tell(of report: [UInt8]) {
        let command = CTAPHIDCommand(rawValue: report[4])
        if command == .keepalive {
            onKeepAlive(CTAPHIDKeepaliveStatus(rawValue: report[7]))
        } else if command == .message, exchanges.last?.asksForTouch == true {
            onKeepAlive(.userPresenceNeeded)
        }
    }
}
