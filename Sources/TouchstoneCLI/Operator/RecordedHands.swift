import DeviceTransport
import Octets

/// The hands of a run that a recording answers: nobody has to touch anything, and any PIN will do.
///
/// The recording holds no PIN, only that one was used; the player holds the ceremony again with whichever it is given.
struct RecordedHands: Operator {
    /// Whether somebody gave a PIN when the recording was made.
    let usedPIN: Bool

    func perform(_ request: OperatorRequest, within limit: Duration) async -> OperatorAnswer { .done }

    func attend<Value: Sendable>(
        to request: OperatorRequest,
        within limit: Duration,
        _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await body()
    }

    /// As long as any key may demand.
    func pin(for request: PINRequest, within limit: Duration) async -> PINAnswer {
        usedPIN ? .given(Secret(Array(repeating: 0x30, count: 63))) : .nobodyToAsk
    }
}

extension AttestationAsking {
    /// Asks a recording what its key was asked; a wait that was recorded takes no time, so the limit only ends what never
    /// should take as long.
    static func replaying(_ recording: RecordingOverview) -> Self {
        let hands = RecordedHands(usedPIN: recording.usesPIN)
        var asking = Self(touchLimit: .seconds(600), hands: hands, console: nil)
        asking.usesCredential = recording.usesCredential
        return asking
    }
}
