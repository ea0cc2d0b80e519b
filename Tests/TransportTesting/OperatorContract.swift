package import DeviceTransport
import Octets
import Synchronization

/// What every operator must do, be it a person at a terminal or a script.
///
/// The closure makes an operator whose hands do, one for each request, what they are given.
package struct OperatorContract: Sendable {
    /// One clause of the contract; the name says what must hold.
    package enum Rule: String, CaseIterable, Sendable, CustomStringConvertible {
        case whatIsDoneIsSaid
        case whatIsSkippedIsSaid
        case waitingEndsInTime
        case phraseIsTypedLetterByLetter
        case otherPhraseDestroysNothing
        case bodyEndsTheWait
        case skippingCancelsTheBody
        case bodyMayFail
        case pinIsHandedOver
        case nothingTypedIsNoPIN
        case waitingForAPINEndsInTime
        case oneThingAfterTheOther
        case cancellingSkips

        package var description: String { rawValue }
    }

    /// A rule that does not hold, and how it shows.
    package struct Violation: Error, Hashable, Sendable, CustomStringConvertible {
        package let rule: Rule
        package let explanation: String

        package var description: String { "\(rule): \(explanation)" }
    }

    private let makeOperator: @Sendable ([ScriptedOperator.Hand]) throws -> any Operator
    private static let brief = Duration.milliseconds(300)
    private static let patience = Duration.seconds(20)
    private static let device = "1 (1-2) Key"

    package init(_ makeOperator: @escaping @Sendable ([ScriptedOperator.Hand]) throws -> any Operator) {
        self.makeOperator = makeOperator
    }

    /// Tries one rule on a fresh operator.
    ///
    /// - Throws: ``Violation``, or what the closure throws.
    package func check(_ rule: Rule) async throws {
        switch rule {
        case .whatIsDoneIsSaid: try await perform(rule, .removeCard, [.types("")], .done)
        case .whatIsSkippedIsSaid: try await perform(rule, .insertCard, [.types("s")], .skipped)
        case .waitingEndsInTime: try await perform(rule, .unplug, [.doesNothing], .timedOut, within: Self.brief)
        case .phraseIsTypedLetterByLetter: try await perform(rule, Self.reset, [.types("reset 1234")], .done)
        case .otherPhraseDestroysNothing: try await perform(rule, Self.reset, [.types("Reset 1234")], .skipped)
        case .bodyEndsTheWait: try await attend(rule)
        case .skippingCancelsTheBody: try await skip(rule)
        case .bodyMayFail: try await fail(rule)
        case .pinIsHandedOver: try await pin(rule, [.types("246813")], "246813")
        case .nothingTypedIsNoPIN: try await pin(rule, [.types("")], "skipped")
        case .waitingForAPINEndsInTime: try await pin(rule, [.doesNothing], "timed out", within: Self.brief)
        case .oneThingAfterTheOther: try await takeTurns(rule)
        case .cancellingSkips: try await cancel(rule)
        }
    }

    private static let reset = OperatorRequest.Action.confirmDestruction(phrase: "reset 1234")

    private func perform(
        _ rule: Rule,
        _ action: OperatorRequest.Action,
        _ hands: [ScriptedOperator.Hand],
        _ expected: OperatorAnswer,
        within limit: Duration = patience
    ) async throws {
        let start = ContinuousClock.now
        let answer = try await makeOperator(hands)
            .perform(OperatorRequest(action, device: Self.device), within: limit)
        try require(rule, answer == expected, "the answer is \(answer)")
        try require(rule, ContinuousClock.now - start < limit + .seconds(2), "the answer took too long")
    }

    private func attend(_ rule: Rule) async throws {
        let start = ContinuousClock.now
        let value = try await makeOperator([.doesNothing])
            .attend(to: OperatorRequest(.touch, device: Self.device), within: Self.patience) { 7 }
        try require(rule, value == 7, "\(value) came back")
        try require(rule, ContinuousClock.now - start < .seconds(5), "somebody had to say that it was done")
    }

    private func skip(_ rule: Rule) async throws {
        let value = try await makeOperator([.types("s")])
            .attend(to: OperatorRequest(.touch, device: Self.device), within: Self.patience) {
                let wasCancelled = (try? await Task.sleep(for: Self.patience)) == nil
                return wasCancelled
            }
        try require(rule, value, "the body was left to itself")
    }

    private func fail(_ rule: Rule) async throws {
        let error = TransportError(.deviceRemoved, operation: "touch", subject: Self.device)
        do {
            try await makeOperator([.doesNothing])
                .attend(to: OperatorRequest(.touch, device: Self.device), within: Self.patience) { throw error }
        } catch let thrown as TransportError {
            return try require(rule, thrown == error, "\(thrown) was thrown")
        }
        try require(rule, false, "nothing was thrown")
    }

    private func pin(
        _ rule: Rule,
        _ hands: [ScriptedOperator.Hand],
        _ expected: String,
        within limit: Duration = patience
    ) async throws {
        let answer = try await makeOperator(hands)
            .pin(for: PINRequest(device: Self.device, triesLeft: 8), within: limit)
        let found =
            switch answer {
            case .given(let pin): pin.withBytes { String(decoding: $0, as: UTF8.self) }
            case .skipped: "skipped"
            case .timedOut: "timed out"
            case .nobodyToAsk: "nobody to ask"
            }
        try require(rule, found == expected, "the answer is \(found)")
    }

    private func takeTurns(_ rule: Rule) async throws {
        let someone = try makeOperator(Array(repeating: .doesNothing, count: 4))
        let busy = Busy()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 1...4 {
                group.addTask {
                    let request = OperatorRequest(.touch, device: "\(number) Key")
                    try await someone.attend(to: request, within: Self.patience) {
                        busy.begin()
                        try await Task.sleep(for: .milliseconds(20))
                        busy.end()
                    }
                }
            }
            try await group.waitForAll()
        }
        try require(rule, busy.most == 1, "\(busy.most) things were asked for at once")
    }

    private func cancel(_ rule: Rule) async throws {
        let someone = try makeOperator([.doesNothing])
        let task = Task {
            await someone.perform(OperatorRequest(.plugIn, device: Self.device), within: Self.patience)
        }
        try await Task.sleep(for: .milliseconds(50))
        task.cancel()
        let start = ContinuousClock.now
        let answer = await task.value
        try require(rule, answer == .skipped, "the answer is \(answer)")
        try require(rule, ContinuousClock.now - start < .seconds(5), "cancelling did not end the wait")
    }

    private func require(_ rule: Rule, _ condition: Bool, _ explanation: @autoclosure () -> String) throws {
        guard condition else { throw Violation(rule: rule, explanation: explanation()) }
    }

    /// Counts how many are at it at once.
    private final class Busy: Sendable {
        private let count = Mutex((now: 0, most: 0))

        var most: Int { count.withLock(\.most) }

        func begin() {
            count.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
        }

        func end() {
            count.withLock { $0.now -= 1 }
        }
    }
}
