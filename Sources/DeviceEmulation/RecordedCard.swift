package import DeviceTransport
import ISO7816
import Synchronization
package import WireRecording

/// A card that answers as a recorded one did, to hosts that never heard of the recording.
///
/// A replay holds its host to every byte and to their order; other programs ask in an order of their own. So each command
/// is looked up: the recorded one that is equal, with the same application selected, whose turn it is or who is next
/// to it. Answers in parts are handed out in whatever portions the host asks for. What was never recorded is answered
/// `6F00`, no precise diagnosis, and told to whoever wants to know.
package final class RecordedCard: Sendable {
    /// The reader's name in the recording, or the device's.
    package let name: String
    private let exchanges: [CardExchange]
    private let answersToReset: [CardReset: [UInt8]]
    private let state: Mutex<State>
    private let onGap: @Sendable (EmulationGap) -> Void

    private struct State {
        var answerToReset: [UInt8]
        var finder = ExchangeFinder()
        var selection: [UInt8]?
        var waiting: [UInt8] = []
        var lastStatus: [UInt8] = []
    }

    /// Takes a card from a recording.
    ///
    /// - Parameters:
    ///   - recording: Of a reader with a card in it.
    ///   - channel: Which of its readers, where it has several.
    ///   - onGap: Told of each command that was never recorded.
    /// - Throws: `noCard` when there was none, `noSuchDevice` when the recording has no such channel.
    package init(
        _ recording: Recording,
        channel: RecordedChannel = .card,
        onGap: @escaping @Sendable (EmulationGap) -> Void = { _ in }
    ) throws(TransportError) {
        guard recording.header.channels.contains(channel) else {
            throw TransportError(
                .noSuchDevice,
                operation: "emulate",
                subject: recording.path,
                detail: "the recording has no channel `\(channel.id)` of kind `\(channel.kind.rawValue)`"
            )
        }
        let events = recording.events(on: channel.id)
        let connections = events.compactMap { event in
            if case .connect(let connection) = event.kind { connection } else { nil }
        }
        guard let connection = connections.first(where: { !($0.answerToReset ?? []).isEmpty }),
            let answer = connection.answerToReset
        else {
            let detail = "no card with an answer to reset was connected to on channel `\(channel.id)`"
            throw TransportError(.noCard, operation: "emulate", subject: recording.path, detail: detail)
        }
        name = connection.reader ?? recording.header.device.name
        exchanges = CardExchange.all(in: events)
        answersToReset = Self.answersToReset(in: events)
        state = Mutex(State(answerToReset: answer))
        self.onGap = onGap
    }

    private static func answersToReset(in events: [RecordedEvent]) -> [CardReset: [UInt8]] {
        var answers: [CardReset: [UInt8]] = [:]
        for (question, answer) in zip(events, events.dropFirst()) {
            guard case .reset(let kind) = question.kind, case .answerToReset(let bytes) = answer.kind else { continue }
            answers[kind] = answers[kind] ?? bytes
        }
        return answers
    }

    /// The answer to the last reset.
    package var answerToReset: [UInt8] { state.withLock(\.answerToReset) }

    /// Forgets the selection and returns the answer to reset: the recorded one to such a reset, where there is one.
    @discardableResult
    package func reset(_ kind: CardReset) -> [UInt8] {
        state.withLock { state in
            state = State(answerToReset: answersToReset[kind] ?? state.answerToReset, finder: state.finder)
            return state.answerToReset
        }
    }

    /// Answers one command APDU with a response APDU.
    package func respond(to command: [UInt8]) -> [UInt8] {
        let (answer, gap) = state.withLock { state -> ([UInt8], EmulationGap?) in
            let selection = state.selection
            if let answer = self.answer(to: command, &state) { return (answer, nil) }
            return ([0x6F, 0x00], EmulationGap(command: command, selection: selection))
        }
        if let gap { onGap(gap) }
        return answer
    }

    private func answer(to command: [UInt8], _ state: inout State) -> [UInt8]? {
        if CardExchange.isGetResponse(command) {
            let next = state.finder.position
            let isNext = exchanges.indices.contains(next) && exchanges[next].isAsked(by: command)
            if !isNext { return handOut(command, &state) }
        }
        guard let index = find(command, &state) else { return nil }
        let exchange = exchanges[index]
        if CardExchange.isGetResponse(command) {
            state.waiting.removeFirst(min(state.waiting.count, exchange.answer.count - 2))
        } else {
            (state.waiting, state.lastStatus) = (exchange.rest, exchange.lastStatus)
        }
        if let name = CardExchange.selectedName(command), CardExchange.succeeds(exchange.answer) {
            state.selection = name
        }
        return exchange.answer
    }

    /// The exchange that is asked for: with the same application selected, then, for SELECT, with any.
    private func find(_ command: [UInt8], _ state: inout State) -> Int? {
        let selection = state.selection
        if let index = state.finder.find(
            among: exchanges.count,
            where: { exchanges[$0].selection == selection && exchanges[$0].isAsked(by: command) }
        ) {
            return index
        }
        guard let parsed = try? CommandAPDU(parsing: command) else { return nil }
        let isSelection = CardExchange.selectedName(command) != nil
        return state.finder.find(among: exchanges.count) { index in
            (isSelection || exchanges[index].selection == selection) && exchanges[index].isAskedOtherwise(by: parsed)
        }
    }

    /// GET RESPONSE for another portion than the recorded host took.
    private func handOut(_ command: [UInt8], _ state: inout State) -> [UInt8]? {
        guard !state.waiting.isEmpty else { return nil }
        let wanted = command[4] == 0 ? 256 : Int(command[4])
        let part = Array(state.waiting.prefix(wanted))
        state.waiting.removeFirst(part.count)
        let left = state.waiting.count
        return part + (left == 0 ? state.lastStatus : [0x61, left < 256 ? UInt8(left) : 0])
    }
}
