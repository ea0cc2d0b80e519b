import CTAPMessages
package import DeviceTransport
import Synchronization

/// A key's channel that lets no CTAPHID message pass whose class lies above what is allowed.
///
/// A message of several reports is held until it is whole, for its command may hang on the last byte: so a refusal has
/// sent nothing. Reports that make no message are refused as well, except where everything is allowed, and except those
/// that can be part of a ping and of nothing else: they pass as they come, broken or not, since no bytes of a ping mean
/// anything.
package final class GuardedReportChannel: ReportChannel {
    private struct State: Sendable {
        var allowance: Allowance
        var assembler = CTAPHIDAssembler()
        var held: [UInt32: [[UInt8]]] = [:]
        /// Channels on which a message other than a ping was the last that was passed.
        var inEarnest: Set<UInt32> = []
        /// What came of an answer so far, and what was asked on each channel; kept where there are traces.
        var answers = CTAPHIDAssembler()
        var questions: [UInt32: Question] = [:]
    }

    /// A request whose answer has not come.
    private struct Question: Sendable {
        let request: [UInt8]
        /// Whether nothing else was under way, so that the answer is the answer to it.
        var isAlone: Bool
    }

    private let channel: any ReportChannel
    private let isUnlimited: Bool
    private let state: Mutex<State>
    /// What the run has written on the key; `nil` where nobody keeps account of it.
    private let traces: KeyTraces?
    private let pinUse: PINUse

    /// - Parameters:
    ///   - channel: The key's channel.
    ///   - highest: The highest class that passes.
    ///   - traces: By which commands are of class D2 that are dangerous otherwise, and where this guard adds what it sees.
    ///   - pinUse: What may be done with the PIN that was given for the run.
    package init(
        wrapping channel: any ReportChannel,
        allowing highest: DangerClass,
        traces: KeyTraces? = nil,
        using pinUse: PINUse = .none
    ) {
        self.channel = channel
        self.traces = traces
        self.pinUse = pinUse
        let allowance = Allowance(highest: highest)
        isUnlimited = allowance.isUnlimited
        state = Mutex(State(allowance: allowance))
    }

    /// The same, and so many commands of a higher class for as long as the guard is there.
    package init(
        wrapping channel: any ReportChannel,
        allowing highest: DangerClass,
        raisedTo raised: DangerClass,
        times count: Int,
        traces: KeyTraces? = nil
    ) {
        self.channel = channel
        self.traces = traces
        pinUse = .none
        var allowance = Allowance(highest: highest)
        allowance.raise = Allowance.Raise(highest: raised, triesLeft: count)
        isUnlimited = false
        state = Mutex(State(allowance: allowance))
    }

    /// Lets a higher class pass while `body` runs, and of commands that spend something limited (D3) only so many.
    ///
    /// For a ceremony with a PIN, say: one try passes, and a client library that would try again is refused. Whoever
    /// raises the allowance has the operator's word for it and has read how many tries are left. Raises do not nest; the
    /// inner one would end the outer.
    ///
    /// - Throws: What `body` throws.
    package func raising<Value>(
        to highest: DangerClass,
        tries: Int,
        _ body: () throws(TransportError) -> Value
    ) throws(TransportError) -> Value {
        state.withLock { $0.allowance.raise = Allowance.Raise(highest: highest, triesLeft: tries) }
        defer { state.withLock { $0.allowance.raise = nil } }
        return try body()
    }

    package var name: String { channel.name }

    package func write(_ report: [UInt8], within limit: Duration) throws(TransportError) {
        guard !isUnlimited else { return try channel.write(report, within: limit) }
        let deadline = ContinuousClock.now + limit
        for report in try admit(report) {
            try channel.write(report, within: max(.zero, deadline - .now))
        }
    }

    package func read(within limit: Duration) throws(TransportError) -> [UInt8]? {
        let report = try channel.read(within: limit)
        if let report, let traces { listen(to: report, traces) }
        return report
    }

    /// Shows the traces what the key makes of a request.
    private func listen(to report: [UInt8], _ traces: KeyTraces) {
        let exchange: (answer: [UInt8], request: [UInt8])? = state.withLock { state in
            guard !state.questions.isEmpty, let message = try? state.answers.accept(report),
                message.command == .cbor || message.command == .error,
                let question = state.questions.removeValue(forKey: message.channel),
                message.command == .cbor, question.isAlone
            else { return nil }
            return (message.payload, question.request)
        }
        if let exchange { traces.take(exchange.answer, to: exchange.request) }
    }

    package func close() { channel.close() }

    /// The reports that may be sent now: none while a message is incomplete, all of it when it is.
    private func admit(_ report: [UInt8]) throws(TransportError) -> [[UInt8]] {
        let admitted = state.withLock { state in Self.take(report, into: &state) }
        guard case .whole(let message, let reports) = admitted else {
            if case .noMessage(let error) = admitted {
                try check(.unlisted("a CTAPHID report: \(error)"))
            }
            return []
        }
        guard message.command == .cbor, let traces else {
            try check(CTAPHIDDangerTable.rule(for: message))
            // CTAPHID_INIT ends what was under way on its channel (CTAP 2.1, 11.2.9.1.3).
            if message.command == .initialize { state.withLock { $0.questions[message.channel] = nil } }
            return reports
        }
        try check(traces.rule(for: message.payload, pinUse))
        try traces.willSend(message.payload)
        state.withLock { state in
            let isAlone = state.questions.isEmpty
            if !isAlone { for channel in state.questions.keys { state.questions[channel]?.isAlone = false } }
            state.questions[message.channel] = Question(request: message.payload, isAlone: isAlone)
        }
        return reports
    }

    private func check(_ rule: DangerRule) throws(TransportError) {
        try state.withLock { state throws(TransportError) in try state.allowance.admit(rule, on: name) }
    }

    /// Whether a report begins a ping, or continues one or nothing at all.
    private static func isPartOfPing(_ report: [UInt8], on channel: UInt32, _ state: State) -> Bool {
        guard report.count == CTAPHIDMessage.reportLength else { return false }
        if report[4] & 0x80 != 0 { return CTAPHIDCommand(rawValue: report[4]) == .ping }
        return state.held[channel] == nil && !state.inEarnest.contains(channel)
    }

    private enum Admission: Sendable {
        case held
        case whole(CTAPHIDMessage, [[UInt8]])
        case noMessage(CTAPHIDFramingError)
    }

    private static func take(_ report: [UInt8], into state: inout State) -> Admission {
        let channel = report.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
        let isInitial = report.count > 4 && report[4] & 0x80 != 0
        if isPartOfPing(report, on: channel, state) {
            if isInitial {
                state.assembler.drop(channel)
                state.held[channel] = nil
                state.inEarnest.remove(channel)
            }
            return .whole(CTAPHIDMessage(channel: channel, command: .ping, payload: []), [report])
        }
        // An initial packet never continues: the assembler drops what was there, by INIT or as an error.
        let reports = (isInitial ? [] : state.held[channel] ?? []) + [report]
        state.held[channel] = nil
        do {
            if let message = try state.assembler.accept(report) {
                state.inEarnest.insert(channel)
                return .whole(message, reports)
            }
            state.held[channel] = reports
            return .held
        } catch {
            return .noMessage(error)
        }
    }
}
