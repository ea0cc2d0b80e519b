package import DeviceTransport

/// No hands at all: for runs that ask nobody anything.
package struct NobodyAtTheBench: Operator {
    package init() {}

    package func perform(_ request: OperatorRequest, within limit: Duration) async -> OperatorAnswer { .nobodyToAsk }

    package func attend<Value: Sendable>(
        to request: OperatorRequest,
        within limit: Duration,
        _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await body()
    }

    package func pin(for request: PINRequest, within limit: Duration) async -> PINAnswer { .nobodyToAsk }
}
