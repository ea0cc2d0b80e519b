package import DeviceTransport
package import Octets
import Synchronization

/// An operator who does what is written down, a hand movement for each request.
package final class ScriptedOperator: Operator {
    /// What hands do about a request.
    package enum Hand: Hashable, Sendable {
        /// Enter, after this text.
        case types(String)
        case doesNothing
    }

    private struct State {
        var hands: ArraySlice<Hand>
        var requests: [String] = []
        var isBusy = false
    }

    private let state: Mutex<State>

    /// Does nothing once the hands are used up.
    package init(_ hands: [Hand] = []) {
        state = Mutex(State(hands: hands[...]))
    }

    /// What was asked for so far, such as `touch 1 Key`.
    package var requests: [String] { state.withLock(\.requests) }

    package func perform(_ request: OperatorRequest, within limit: Duration) async -> OperatorAnswer {
        await inTurn(request.summary) { hand in
            switch hand {
            case .types(let text): return request.answer(for: text)
            case .doesNothing: return await Self.wait(limit) ? .timedOut : .skipped
            }
        }
    }

    package func attend<Value: Sendable>(
        to request: OperatorRequest,
        within limit: Duration,
        _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await inTurn(request.summary) { hand in
            let task = Task { try await body() }
            if case .types(let text) = hand, request.answer(for: text) == .skipped { task.cancel() }
            return try await withTaskCancellationHandler {
                try await task.value
            } onCancel: {
                task.cancel()
            }
        }
    }

    package func pin(for request: PINRequest, within limit: Duration) async -> PINAnswer {
        await inTurn("PIN \(request.device) (\(request.triesLeft))") { hand in
            switch hand {
            case .types(""): return .skipped
            case .types(let text): return .given(Secret(Array(text.utf8)))
            case .doesNothing: return await Self.wait(limit) ? .timedOut : .skipped
            }
        }
    }

    package func noteTemporaryPIN(_ pin: Secret, of device: String, within limit: Duration) async -> OperatorAnswer {
        await inTurn("note \(device)") { hand in hand == .types("") ? .done : .nobodyToAsk }
    }

    private func inTurn<Value>(_ summary: String, _ body: (Hand) async throws -> Value) async rethrows -> Value {
        while !state.withLock({ state in
            defer { state.isBusy = true }
            return !state.isBusy
        }) {
            try? await Task.sleep(for: .milliseconds(1))
        }
        defer { state.withLock { $0.isBusy = false } }
        let hand = state.withLock { state in
            state.requests.append(summary)
            return state.hands.popFirst() ?? .doesNothing
        }
        return try await body(hand)
    }

    /// Whether the time has passed; `false` when the task was cancelled before.
    private static func wait(_ limit: Duration) async -> Bool {
        (try? await Task.sleep(for: limit)) != nil
    }
}

extension OperatorRequest {
    fileprivate var summary: String {
        if case .confirmDestruction = action { "confirm \(device)" } else { "\(action) \(device)" }
    }

    fileprivate func answer(for text: String) -> OperatorAnswer {
        if case .confirmDestruction(let phrase) = action { return text == phrase ? .done : .skipped }
        return text.isEmpty ? .done : .skipped
    }
}
