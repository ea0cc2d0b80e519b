import DeviceTransport
import TransportTesting

/// Hands that take the card out and put it in when they are asked to.
struct CardMover: Operator {
    private let daemon: SoftwareDaemon

    init(_ daemon: SoftwareDaemon) { self.daemon = daemon }

    func perform(_ request: OperatorRequest, within limit: Duration) async -> OperatorAnswer {
        switch request.action {
        case .removeCard: daemon.move(isCardPresent: false)
        case .insertCard: daemon.move(isCardPresent: true)
        default: return .skipped
        }
        return .done
    }

    func attend<Value: Sendable>(
        to request: OperatorRequest,
        within limit: Duration,
        _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await body()
    }

    func pin(for request: PINRequest, within limit: Duration) async -> PINAnswer { .nobodyToAsk }
}
