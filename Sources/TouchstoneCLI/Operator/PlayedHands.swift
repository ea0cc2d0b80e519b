import DeviceTransport
import Octets
import Synchronization
import WireRecording

/// Hands that do what hands did when a recording was made; nobody is asked.
final class PlayedHands: Operator {
    private let source: RecordingSource
    private let other: any Operator
    /// What was done and has not come up again; `nil` before anybody has asked.
    private let moves: Mutex<[Move]?> = Mutex(nil)

    private struct Move {
        let action: OperatorRequest.Action
        let answer: OperatorAnswer
    }

    /// Whatever no recording tells of is for the other one.
    init(_ source: RecordingSource, otherwise other: any Operator) {
        self.source = source
        self.other = other
    }

    func perform(_ request: OperatorRequest, within limit: Duration) async -> OperatorAnswer {
        moves.withLock { moves in
            var left = moves ?? Self.moves(in: source)
            defer { moves = left }
            guard let index = left.firstIndex(where: { $0.action == request.action }) else { return .nobodyToAsk }
            return left.remove(at: index).answer
        }
    }

    func attend<Value: Sendable>(
        to request: OperatorRequest,
        within limit: Duration,
        _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await other.attend(to: request, within: limit, body)
    }

    func pin(for request: PINRequest, within limit: Duration) async -> PINAnswer {
        await other.pin(for: request, within: limit)
    }

    func noteTemporaryPIN(_ pin: Secret, of device: String, within limit: Duration) async -> OperatorAnswer {
        await other.noteTemporaryPIN(pin, of: device, within: limit)
    }

    /// A file that cannot be read fails the replay by itself.
    private static func moves(in source: RecordingSource) -> [Move] {
        guard let reader = try? source.reader() else { return [] }
        var moves: [Move] = []
        while let event = try? reader.next() {
            if case .action(let action, let answer) = event.kind { moves.append(Move(action: action, answer: answer)) }
        }
        return moves
    }
}

/// Hands whose movements are written down.
struct RecordedMoves: Operator {
    let hands: any Operator
    let writer: RecordingWriter

    func perform(_ request: OperatorRequest, within limit: Duration) async -> OperatorAnswer {
        let answer = await hands.perform(request, within: limit)
        // The disk may be full; the end of the recording reports that.
        try? writer.append(.action(request.action, answer), on: nil)
        return answer
    }

    func attend<Value: Sendable>(
        to request: OperatorRequest,
        within limit: Duration,
        _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await hands.attend(to: request, within: limit, body)
    }

    func pin(for request: PINRequest, within limit: Duration) async -> PINAnswer {
        await hands.pin(for: request, within: limit)
    }

    func noteTemporaryPIN(_ pin: Secret, of device: String, within limit: Duration) async -> OperatorAnswer {
        await hands.noteTemporaryPIN(pin, of: device, within: limit)
    }
}
