import CTAPMessages
import DeviceTransport
import Synchronization

/// A client that answers from a table and counts what it is asked.
final class StubClient: AuthenticatorClient {
    private let opening: Result<AuthenticatorOpening, TransportError>
    private let reference: Result<ReferenceInformation, TransportError>
    private let pin: Result<CTAPAnswer<Int>, TransportError>
    private let uv: CTAPAnswer<Int>
    private let log = Mutex<[String]>([])

    init(
        getInfo: [UInt8]?,
        reference: Result<ReferenceInformation, TransportError> = .success(ReferenceInformation()),
        pin: Result<CTAPAnswer<Int>, TransportError> = .success(.value(8)),
        uv: CTAPAnswer<Int> = .value(3)
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
    }

    init(failing error: TransportError) {
        opening = .failure(error)
        reference = .failure(error)
        pin = .failure(error)
        uv = .value(0)
    }

    /// Every exchange with the device, in order.
    var exchanges: [String] { log.withLock(\.self) }

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

    func close() {}
}
