import CBORTree
package import CTAPMessages
package import DeviceTransport
package import Octets
import Synchronization

extension LibFIDO2Client {
    package func makeCredential(
        _ request: CredentialRequest,
        pin: Secret?,
        within limit: Duration,
        onKeepAlive: @escaping @Sendable (CTAPHIDKeepaliveStatus) -> Void
    ) throws(TransportError) -> CTAPAnswer<CredentialAnswer> {
        let operation = "fido_dev_make_cred"
        let deadline = ContinuousClock.now + limit
        return try state.withLock { state throws(TransportError) in
            guard state.handle != nil else { throw closed(operation) }
            guard let credential = CredentialHandle() else { throw failure("fido_cred_new", nil) }
            if let refusal = credential.prepare(request) { throw unfit(refusal.operation, refusal.code) }
            bridge.begin(until: deadline, ceremony: Ceremony(onKeepAlive: onKeepAlive))
            guard let code = state.withHandle({ $0.makeCredential(credential, pin: pin) }) else {
                throw closed(operation)
            }
            switch try outcome(operation, code, [.makeCredential]) {
            case .refused(let status):
                return .refused(status)
            case .value(let responses):
                let theirs = code == .success ? credential.read() : nil
                let ours = responses[0].answer
                return .value(
                    ours.command == .message
                        ? try Self.answer(ofU2F: ours.payload, theirs, in: self, code)
                        : CredentialReading(ours: Array(ours.payload.dropFirst()), theirs: theirs, code).answer
                )
            }
        }
    }

    package func getAssertion(
        _ request: AssertionRequest,
        pin: Secret?,
        within limit: Duration,
        onKeepAlive: @escaping @Sendable (CTAPHIDKeepaliveStatus) -> Void
    ) throws(TransportError) -> CTAPAnswer<AssertionAnswer> {
        let operation = "fido_dev_get_assert"
        let deadline = ContinuousClock.now + limit
        return try state.withLock { state throws(TransportError) in
            guard state.handle != nil else { throw closed(operation) }
            guard let assertion = AssertionHandle() else { throw failure("fido_assert_new", nil) }
            if let refusal = assertion.prepare(request) { throw unfit(refusal.operation, refusal.code) }
            bridge.begin(until: deadline, ceremony: Ceremony(onKeepAlive: onKeepAlive))
            guard let code = state.withHandle({ $0.getAssertion(assertion, pin: pin) }) else {
                throw closed(operation)
            }
            switch try outcome(operation, code, [.getAssertion, .getNextAssertion]) {
            case .refused(let status):
                return .refused(status)
            case .value(let responses):
                guard code == .success else { throw failure(operation, code) }
                let bytes = responses.map(\.answer).filter { $0.command == .cbor }.map { Array($0.payload.dropFirst()) }
                return .value(AssertionAnswer(assertions: assertion.read(), responses: bytes))
            }
        }
    }

    /// What came of a ceremony: the answers to its own commands, or the status with which a step of it was refused.
    ///
    /// A key of U2F has no status for a touch that did not come; it gets the one that CTAP2 has.
    func outcome(
        _ operation: String,
        _ code: FIDOReturnCode,
        _ commands: [CTAPCommand]
    ) throws(TransportError) -> Outcome {
        bridge.readRestOfAnswer()
        let exchanges = bridge.exchanges
        if let error = bridge.failure {
            let isOver = error.code == .cancelled || error.code == .deadlineExceeded
            if isOver, exchanges.last?.asksForTouch == true { return .refused(.keepaliveCancel) }
            throw error
        }
        if let status = exchanges.last?.status, status != .success { return .refused(status) }
        let own = exchanges.filter { exchange in
            exchange.command.map(commands.contains) ?? (code == .success && exchange.answer.command == .message)
        }
        guard let last = own.last else { throw failure(operation, code) }
        // Of a key of U2F, the last message alone: what came before it asked for a touch.
        return .value(last.command == nil ? [last] : own)
    }

    enum Outcome {
        case value([Ceremony.Exchange])
        case refused(CTAPStatus)
    }

    private func unfit(_ operation: String, _ code: FIDOReturnCode) -> TransportError {
        TransportError(
            .unsupported,
            operation: operation,
            subject: bridge.channel.name,
            original: code.original,
            detail: "libfido2 takes no such request"
        )
    }

    /// Makes the CTAP2 form of a registration message, once libfido2's parts are found in it (CTAP 2.1, 7.1.5).
    private static func answer(
        ofU2F message: [UInt8],
        _ read: ReadCredential?,
        in client: LibFIDO2Client,
        _ code: FIDOReturnCode
    ) throws(TransportError) -> CredentialAnswer {
        guard let read,
            message.dropLast(2).suffix(read.certificate.count + read.signature.count)
                .elementsEqual(read.certificate + read.signature)
        else { throw client.failure("U2F_REGISTER", code) }
        let statement: CBORItem = [
            "sig": .bytes(read.signature),
            "x5c": .list([.bytes(read.certificate)]),
        ]
        let map = CBORItem.sortedMap([
            (.int(1), .text(read.format)),
            (.int(2), .bytes(read.authenticatorData)),
            (.int(3), statement),
        ])
        return CredentialAnswer(response: map.canonicalized().encoded())
    }
}
