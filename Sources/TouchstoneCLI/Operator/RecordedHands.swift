import Checks
import DeviceTransport
import Octets

/// The hands of a run that a recording answers: nobody has to touch anything, and any PIN will do.
///
/// The recording holds no PIN, only that one was used; the player holds the ceremony again with whichever it is given.
struct RecordedHands: Operator {
    /// Whether somebody gave a PIN when the recording was made.
    let usedPIN: Bool
    /// What became of a request for a PIN where none was used.
    var withoutPIN = PINAnswer.nobodyToAsk
    /// What became of a temporary PIN that was shown.
    var noted = OperatorAnswer.done

    func perform(_ request: OperatorRequest, within limit: Duration) async -> OperatorAnswer { .done }

    func attend<Value: Sendable>(
        to request: OperatorRequest,
        within limit: Duration,
        _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await body()
    }

    func noteTemporaryPIN(_ pin: Secret, of device: String, within limit: Duration) async -> OperatorAnswer {
        noted
    }

    /// As long as any key may demand.
    func pin(for request: PINRequest, within limit: Duration) async -> PINAnswer {
        usedPIN ? .given(Secret(Array(repeating: 0x30, count: 63))) : withoutPIN
    }
}

extension RecordedHands {
    /// The hands of a run of checks, by what came of it.
    init(_ recording: RecordingOverview, _ results: [CheckResult]) {
        let reasons = Set(results.compactMap(\.outcome.reason))
        let answers: [PINAnswer] = [.skipped, .timedOut, .nobodyToAsk]
        let notes: [OperatorAnswer] = [.skipped, .timedOut, .nobodyToAsk]
        usedPIN = recording.usesPIN
        withoutPIN = answers.first { CheckContext.reason($0).map(reasons.contains) == true } ?? .nobodyToAsk
        noted = notes.first { CheckContext.reason($0).map(reasons.contains) == true } ?? .done
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
