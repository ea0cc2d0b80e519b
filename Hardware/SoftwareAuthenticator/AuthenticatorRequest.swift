import CTAPMessages

/// One message of the host, whole.
struct AuthenticatorRequest {
    let channel: UInt32
    let command: CTAPHIDCommand
    let payload: [UInt8]

    var isCBOR: Bool { command == .cbor }
}

/// How an authenticator deals with one request: how long it takes, what it says meanwhile and in the end.
struct AnswerPlan {
    var reply: AuthenticatorReply?
    var duration: Duration = .zero
    var keepAlive: CTAPHIDKeepaliveStatus?
    var isCancellable = true

    init(_ reply: AuthenticatorReply?) {
        self.reply = reply
    }

    /// How many keep-alives go before the answer.
    var keepAliveCount: Int {
        max(0, Int((duration / Self.keepAliveInterval).rounded(.up)) - 1)
    }

    /// The host may expect one in each 100 ms (CTAP 2.1, 11.2.9.1.7).
    static let keepAliveInterval = Duration.milliseconds(80)
}
