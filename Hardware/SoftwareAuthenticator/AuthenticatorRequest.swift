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

    /// A keep-alive every 80 ms, since the host may expect one in each 100 ms (CTAP 2.1, 11.2.9.1.7).
    func keepAlives() -> [(Duration, AuthenticatorReply)] {
        guard let keepAlive else { return [] }
        let interval = Duration.milliseconds(80)
        return (0..<Int(duration / interval)).map { (interval * ($0 + 1), .keepAlive(keepAlive)) }
    }
}
