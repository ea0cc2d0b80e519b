import CBORTree
import CTAPMessages
package import DeviceTransport
import Synchronization

/// libfido2 as the client of one key, over a report channel of ours.
///
/// Called on the thread that owns the device, as libfido2 keeps state per thread. Recorders, guards and fault injectors
/// sit in the channel, under the library.
package final class LibFIDO2Client: AuthenticatorClient {
    struct State: ~Copyable {
        var handle: DeviceHandle?
        /// The getInfo answer as it came; answers every later question for it.
        var information: CTAPHIDMessage?
        var speaksCTAP2 = false

        borrowing func withHandle<Value>(_ body: (borrowing DeviceHandle) -> Value) -> Value? {
            switch handle {
            case .some(let handle): body(handle)
            case .none: nil
            }
        }
    }

    let bridge: ReportBridge
    let state = Mutex(State())

    /// Takes over a channel, and closes it in ``close()``.
    package init(over channel: any ReportChannel) {
        bridge = ReportBridge(channel)
    }

    /// Two exchanges, INIT and getInfo, or one where the key claims no CTAP2.
    package func open(within limit: Duration) throws(TransportError) -> AuthenticatorOpening {
        let deadline = ContinuousClock.now + limit
        return try state.withLock { state throws(TransportError) in
            guard let handle = DeviceHandle() else { throw failure("fido_dev_new", nil) }
            state.information = nil
            bridge.begin(until: deadline)
            let code = handle.open(over: bridge)
            guard code == .success, bridge.failure == nil else { throw failure("fido_dev_open", code) }
            guard let capabilities = bridge.capabilities else { throw failure("fido_dev_open", .receive) }
            var getInfo: [UInt8]?
            var refusal: CTAPStatus?
            if capabilities.contains(.cbor) {
                let answer = try informationAnswer()
                let status = CTAPStatus(rawValue: answer.payload.first ?? 0)
                getInfo = status == .success ? Array(answer.payload.dropFirst()) : nil
                refusal = status == .success ? nil : status
                state.information = status == .success ? answer : nil
                handle.insistOnCTAP2()
            }
            let opening = AuthenticatorOpening(
                protocolVersion: handle.protocolVersion,
                deviceVersion: handle.version,
                capabilities: capabilities,
                getInfo: getInfo,
                getInfoRefusal: refusal
            )
            state.speaksCTAP2 = capabilities.contains(.cbor)
            state.handle = consume handle
            return opening
        }
    }

    /// Lets libfido2 read the answer of ``open(within:)`` once more, without a word to the key.
    package func referenceInformation() throws(TransportError) -> ReferenceInformation {
        let operation = "fido_dev_get_cbor_info"
        return try state.withLock { state throws(TransportError) in
            guard state.handle != nil else { throw closed(operation) }
            guard let answer = state.information else {
                let detail = "the key gave no getInfo answer"
                throw TransportError(.unsupported, operation: operation, subject: bridge.channel.name, detail: detail)
            }
            guard let information = InformationHandle() else { throw failure("fido_cbor_info_new", nil) }
            bridge.begin(replaying: answer)
            let code = state.withHandle { $0.getInformation(into: information) }
            guard code == .success else { throw failure(operation, code) }
            return information.read()
        }
    }

    package func pinRetries(within limit: Duration) throws(TransportError) -> CTAPAnswer<Int> {
        try retries("fido_dev_get_retry_count", member: 0x03, within: limit) { $0.getPINRetries(&$1) }
    }

    package func uvRetries(within limit: Duration) throws(TransportError) -> CTAPAnswer<Int> {
        try retries("fido_dev_get_uv_retry_count", member: 0x05, within: limit) { $0.getUVRetries(&$1) }
    }

    package func cancel() { bridge.cancel() }

    /// Also closes the channel.
    package func close() {
        bridge.channel.close()
        // A call that never came back holds the lock, and the handle with it; both are left to it.
        _ = state.withLockIfAvailable { $0.handle = nil }
    }

    private func retries(
        _ operation: String,
        member: Int64,
        within limit: Duration,
        _ call: @Sendable (borrowing DeviceHandle, inout Int32) -> FIDOReturnCode
    ) throws(TransportError) -> CTAPAnswer<Int> {
        let deadline = ContinuousClock.now + limit
        return try state.withLock { state throws(TransportError) in
            guard state.handle != nil else { throw closed(operation) }
            guard state.speaksCTAP2 else {
                let detail = "the key speaks no CTAP2"
                throw TransportError(.unsupported, operation: operation, subject: bridge.channel.name, detail: detail)
            }
            bridge.begin(until: deadline)
            var count: Int32 = 0
            guard let code = state.withHandle({ call($0, &count) }) else { throw closed(operation) }
            let answer = bridge.failure == nil ? bridge.observer.answer?.payload : nil
            if code.rawValue > 0, answer?.first.map(Int32.init) == code.rawValue, let status = answer?.first {
                return .refused(CTAPStatus(rawValue: status))
            }
            guard code == .success else { throw failure(operation, code) }
            // libfido2 says 0 where the answer has no such member, and 0 means that the key is blocked.
            guard let map = answer?.dropFirst(), (try? CBORItem(parsing: Array(map)))?[member] != nil else {
                let detail = "the answer has no member \(member)"
                throw TransportError(.malformed, operation: operation, subject: bridge.channel.name, detail: detail)
            }
            return .value(Int(count))
        }
    }

    /// The getInfo answer that passed during `fido_dev_open`.
    private func informationAnswer() throws(TransportError) -> CTAPHIDMessage {
        bridge.readRestOfAnswer()
        guard bridge.failure == nil, let answer = bridge.observer.answer, answer.command == .cbor else {
            throw failure("authenticatorGetInfo", .receive)
        }
        guard !answer.payload.isEmpty else {
            throw TransportError(
                .malformed,
                operation: "authenticatorGetInfo",
                subject: bridge.channel.name,
                detail: "the answer is empty"
            )
        }
        return answer
    }

    /// The error to throw: the channel's own if there is one, else what the traffic shows, else libfido2's number.
    func failure(_ operation: String, _ code: FIDOReturnCode?) -> TransportError {
        if let failure = bridge.failure { return failure }
        let diagnosis = bridge.observer.diagnosis()
        return TransportError(
            diagnosis?.code ?? code?.code ?? .unclassified,
            operation: operation,
            subject: bridge.channel.name,
            original: code?.original,
            detail: diagnosis?.detail
        )
    }

    func closed(_ operation: String) -> TransportError {
        TransportError(.deviceRemoved, operation: operation, subject: bridge.channel.name, detail: "not open")
    }
}
