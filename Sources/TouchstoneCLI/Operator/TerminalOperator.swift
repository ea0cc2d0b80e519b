import DeviceTransport
import Foundation
import Glibc
import Octets

/// A person at the terminal, asked for one thing after the other.
///
/// Nobody is asked where standard input is no terminal. A key that waits for a touch is told of all the same: a rig may
/// touch it.
final class TerminalOperator: Operator {
    private let terminal: Int32?
    private let given: GivenPIN?
    private let say: @Sendable (String) -> Void
    private let turns = TurnQueue()

    /// - Parameters:
    ///   - terminal: Where answers are typed; `nil` where nobody is to be asked.
    ///   - given: A PIN that was handed over before; then nobody is asked for one.
    ///   - say: Writes a prompt to where the person looks.
    init(terminal: Int32?, given: GivenPIN? = nil, say: @escaping @Sendable (String) -> Void) {
        self.terminal = terminal
        self.given = given
        self.say = say
    }

    func perform(_ request: OperatorRequest, within limit: Duration) async -> OperatorAnswer {
        guard let terminal else { return .nobodyToAsk }
        let answer = try? await turns.inTurn {
            let question = "\(request.sentence), \(limit.asLimit); \(request.howToAnswer)"
            let answer = await self.answer(question, to: request, at: terminal, by: ContinuousClock.now + limit)
            say(answer.acknowledgement)
            return answer
        }
        return answer ?? .skipped
    }

    func attend<Value: Sendable>(
        to request: OperatorRequest,
        within limit: Duration,
        _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await turns.inTurn {
            guard let terminal else {
                say("\(request.sentence), \(limit.asLimit)\n")
                return try await body()
            }
            return try await withThrowingTaskGroup(of: Value?.self) { group in
                group.addTask { try await body() }
                group.addTask { [self] in
                    // The body keeps the limit, with some time to end in; this only waits for it.
                    let question = "\(request.sentence), \(limit.asLimit); s skips it"
                    await waitForSkip(question, at: terminal, by: ContinuousClock.now + limit + .seconds(60))
                    return nil
                }
                while let event = try await group.next() {
                    // Either way the other one has nothing left to do.
                    group.cancelAll()
                    guard let value = event else { continue }
                    say("\nanswered\n")
                    return value
                }
                throw CancellationError()
            }
        }
    }

    func pin(for request: PINRequest, within limit: Duration) async -> PINAnswer {
        if let given { return given.take().map { .given($0) } ?? .nobodyToAsk }
        guard let terminal else { return .nobodyToAsk }
        let answer: PINAnswer? = try? await turns.inTurn {
            say("\(request.device) demands its PIN; \(request.triesLeft) tries are left\n")
            let line = await ask(
                "PIN, \(limit.asLimit), not shown; Enter alone skips it",
                at: terminal,
                hidden: true,
                limit
            )
            say("\n")
            return switch line {
            case .typed(let text) where text.count > 0: .given(GivenPIN.normalized(text))
            case .timedOut: .timedOut
            default: .skipped
            }
        }
        return answer ?? .skipped
    }

    func noteTemporaryPIN(_ pin: Secret, of device: String, within limit: Duration) async -> OperatorAnswer {
        guard let terminal else { return .nobodyToAsk }
        let answer: OperatorAnswer? = try? await turns.inTurn {
            let line =
                "\(device) is about to have the PIN \(pin.text) for a moment; if this program ends meanwhile, keep it\n"
            guard Self.write(line, to: terminal) else { return .nobodyToAsk }
            let request = OperatorRequest(.plugIn, device: device)
            return await self.answer(
                "Enter when you have taken note of it, \(limit.asLimit), s skips it",
                to: request,
                at: terminal,
                by: ContinuousClock.now + limit
            )
        }
        return answer ?? .skipped
    }

    /// Writes to the terminal itself, whatever standard output and standard error are.
    private static func write(_ text: String, to terminal: Int32) -> Bool {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(terminal, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    private func answer(
        _ question: String,
        to request: OperatorRequest,
        at terminal: Int32,
        by deadline: ContinuousClock.Instant
    ) async -> OperatorAnswer {
        var question = question
        while true {
            switch await ask(question, at: terminal, deadline - .now) {
            case .typed(let line):
                if let answer = request.answer(for: line.text) { return answer }
                question = request.howToAnswer
            case .timedOut: return .timedOut
            case .ended, .stopped: return .skipped
            }
        }
    }

    /// Returns when a skip was typed, or when nobody waits for one any more.
    private func waitForSkip(_ question: String, at terminal: Int32, by deadline: ContinuousClock.Instant) async {
        var question = question
        while true {
            switch await ask(question, at: terminal, deadline - .now) {
            case .typed(let line) where OperatorRequest.isSkip(line.text): return
            case .typed: question = "s skips it"
            case .ended: while !Task.isCancelled { try? await Task.sleep(for: .seconds(1)) }
            case .timedOut, .stopped: return
            }
        }
    }

    private func ask(
        _ question: String,
        at terminal: Int32,
        hidden isHidden: Bool = false,
        _ limit: Duration
    ) async -> TerminalLine {
        await TerminalLine.read(from: terminal, hidden: isHidden, within: limit) { [say] in say("\(question) › ") }
    }
}

extension Secret {
    fileprivate var text: String {
        withBytes { String(decoding: $0, as: UTF8.self) }.trimmingCharacters(in: .whitespaces)
    }
}

extension Duration {
    fileprivate var asLimit: String { "within \(components.seconds) s" }
}
