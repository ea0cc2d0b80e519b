import CTAPMessages
import DeviceTransport
import Octets
import Synchronization

/// A client that answers from a table and counts what it is asked.
final class StubClient: AuthenticatorClient {
    private let opening: Result<AuthenticatorOpening, TransportError>
    private let reference: Result<ReferenceInformation, TransportError>
    private let pin: Result<CTAPAnswer<Int>, TransportError>
    private let uv: CTAPAnswer<Int>
    private let credential: CTAPAnswer<CredentialAnswer>
    private let log = Mutex<[String]>([])
    private let requests = Mutex<[CredentialRequest]>([])

    init(
        getInfo: [UInt8]?,
        reference: Result<ReferenceInformation, TransportError> = .success(ReferenceInformation()),
        pin: Result<CTAPAnswer<Int>, TransportError> = .success(.value(8)),
        uv: CTAPAnswer<Int> = .value(3),
        credential: CTAPAnswer<CredentialAnswer> = .refused(.operationDenied)
    ) {
        opening = .success(
            AuthenticatorOpening(
                protocolVersion: 2,
                deviceVersion: [5, 4, 3],
                capabilities: [.wink, .cbor],
                getInfo: getInfo
            )
        )
        self.reference = reference
        self.pin = pin
        self.uv = uv
        self.credential = credential
    }

    init(failing error: TransportError) {
        opening = .failure(error)
        reference = .failure(error)
        pin = .failure(error)
        uv = .value(0)
        credential = .refused(.operationDenied)
    }

    /// Every exchange with the device, in order.
    var exchanges: [String] { log.withLock(\.self) }
    /// Every registration that was asked for.
    var registrations: [CredentialRequest] { requests.withLock(\.self) }

    func open(within limit: Duration) throws(TransportError) -> AuthenticatorOpening {
        log.withLock { $0 += ["INIT", "getInfo"] }
        return try opening.get()
    }

    func referenceInformation() throws(TransportError) -> ReferenceInformation { try reference.get() }

    func pinRetries(within limit: Duration) throws(TransportError) -> CTAPAnswer<Int> {
        log.withLock { $0.append("PIN retries") }
        return try pin.get()
    }

    func uvRetries(within limit: Duration) throws(TransportError) -> CTAPAnswer<Int> {
        log.withLock { $0.append("UV retries") }
        return uv
    }

    func makeCredential(
        _ request: CredentialRequest,
        pin: Secret?,
        within limit: Duration,
        onKeepAlive: @escaping @Sendable (CTAPHIDKeepaliveStatus) -> Void
    ) throws(TransportError) -> CTAPAnswer<CredentialAnswer> {
        log.withLock { $0.append(pin == nil ? "makeCredential" : "makeCredential with PIN") }
        requests.withLock { $0.append(request) }
        return credential
    }

    func getAssertion(
        _ request: AssertionRequest,
        pin: Secret?,
        within limit: Duration,
        onKeepAlive: @escaping @Sendable (CTAPHIDKeepaliveStatus) -> Void
    ) throws(TransportError) -> CTAPAnswer<AssertionAnswer> {
        .refused(.noCredentials)
    }

    func cancel() {}

    func close() {}
}
