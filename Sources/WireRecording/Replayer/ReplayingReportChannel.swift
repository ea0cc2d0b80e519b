import CTAPMessages
package import DeviceTransport
import Synchronization

/// A report channel that plays the device's part of a recording, and holds the host to the other part.
///
/// Every byte of every report is compared, framing and padding included; the named rules of masks are the only freedom.
/// After the first difference every call fails with it. Recorded timeouts and errors happen again, without the wait.
package final class ReplayingReportChannel: ReportChannel {
    private let script: ReplayScript
    private let state: Mutex<State>

    private struct State {
        var names = LiveNames()
        var ceremony: LiveCeremony
        var expected: ExpectedRequest?
        /// Reports of an answer that the host has yet to read.
        var answer: ArraySlice<[UInt8]> = []
        var isClosed = false
    }

    init(_ script: ReplayScript) throws(TransportError) {
        self.script = script
        state = Mutex(State(ceremony: LiveCeremony(script.options)))
        _ = try script.connect()
    }

    private init(forking other: ReplayingReportChannel) {
        script = other.script.forked()
        state = Mutex(other.state.withLock(\.self))
    }

    /// A second player that is exactly as far as this one; from here on neither knows of the other.
    func forked() -> ReplayingReportChannel { ReplayingReportChannel(forking: self) }

    package var name: String { script.name }

    package func write(_ report: [UInt8], within limit: Duration) throws(TransportError) {
        try state.withLock { state throws(TransportError) in
            try throwIfClosed(state, "write")
            var expected: ExpectedRequest
            if let current = state.expected {
                expected = current
            } else {
                if Self.isCancel(report), let index = script.cancelPosition {
                    script.skip(to: index)
                    state.answer = []
                }
                let event = try script.peek()
                if event == nil { try script.throwFailure(of: .write) }
                if script.isTouchGivenUpHere {
                    throw TransportError(.deadlineExceeded, operation: "write", subject: name)
                }
                guard state.answer.isEmpty else {
                    let number = script.last?.number ?? 0
                    throw script.fail(.replayMismatch, "write", "the host writes before it has read event \(number)")
                }
                if case .report(.out, let recorded)? = event?.kind {
                    return try compare(report, recorded, number: event?.number ?? 0, &state)
                }
                guard let event, let request = ExpectedRequest(event, state.names) else {
                    throw script.mismatch(at: event, "writes \(MessageSpelling.frame(report))", operation: "write")
                }
                expected = request
            }
            expected.accept(report)
            if expected.isMatched {
                state.expected = nil
                try learn(expected, &state)
                script.advance()
                try script.throwFailure(of: .write)
            } else if expected.difference != nil, !expected.mayContinue {
                throw mismatch(expected, "write")
            } else {
                state.expected = expected
            }
        }
    }

    package func read(within limit: Duration) throws(TransportError) -> [UInt8]? {
        if let report = try nextOfAnswer() { return report }
        let cancelLimit = script.options.waitsForCancel ? limit : .zero
        guard script.waitForCancel(within: cancelLimit) else { return nil }
        script.keepPace(within: limit)
        return try state.withLock { state throws(TransportError) in
            try throwIfClosed(state, "read")
            let event = try script.peek()
            if let expected = state.expected { throw mismatch(expected, "read") }
            if let report = state.answer.popFirst() { return report }
            switch event?.kind {
            case .message(.in, let message):
                let channel = state.names.channel(message.channel)
                let payload = try filled(message, on: channel, &state)
                return try play(CTAPHIDMessage(channel: channel, command: message.command, payload: payload), &state)
            case .keepAlive(let id, let status):
                let channel = state.names.channel(id)
                return try play(CTAPHIDMessage(channel: channel, command: .keepalive, payload: [status]), &state)
            case .report(.in, let report):
                script.advance()
                return state.names.filled(report, on: state.names.channel(ofLoose: report))
            case .timeout:
                script.advance()
                return nil
            default:
                try script.throwFailure(of: .read)
                // The recorded host waited in other portions; there was silence, and there still is.
                if script.last?.kind == .timeout || script.isGivenUpHere { return nil }
                throw script.mismatch(at: event, "reads a report", operation: "read")
            }
        }
    }

    /// Whether the device's part comes next, so that a report can be read.
    ///
    /// - Throws: The first difference, once there was one.
    package func hasAnswer() throws(TransportError) -> Bool {
        try state.withLock { state throws(TransportError) in
            guard state.expected == nil else { return false }
            guard state.answer.isEmpty else { return true }
            return switch try script.peek()?.kind {
            case .message(.in, _), .keepAlive, .report(.in, _): true
            default: false
            }
        }
    }

    /// What is left of an answer, without a look at the events: most reads of a long answer end here.
    ///
    /// - Returns: `nil` where something has to be played for the host to read it.
    private func nextOfAnswer() throws(TransportError) -> [UInt8]? {
        try state.withLock { state throws(TransportError) in
            try throwIfClosed(state, "read")
            try script.throwIfFailed()
            if let expected = state.expected { throw mismatch(expected, "read") }
            return state.answer.popFirst()
        }
    }

    package func close() {
        state.withLock { state in
            guard !state.isClosed else { return }
            state.isClosed = true
            if let expected = state.expected { _ = mismatch(expected, "close") }
            script.close()
        }
    }

    private func throwIfClosed(_ state: State, _ operation: String) throws(TransportError) {
        guard state.isClosed else { return }
        throw TransportError(.deviceRemoved, operation: operation, subject: name, detail: "the channel is closed")
    }

    private func play(_ message: CTAPHIDMessage, _ state: inout State) throws(TransportError) -> [UInt8]? {
        guard let reports = try? message.reports() else {
            throw script.fail(.malformed, "read", "event \(try script.peek()?.number ?? 0) does not fit into reports")
        }
        script.advance()
        state.answer = reports[...]
        return state.answer.popFirst()
    }

    /// Takes what the host chose freely, and verifies what can be verified.
    private func learn(_ expected: ExpectedRequest, _ state: inout State) throws(TransportError) {
        let isCTAP2 = expected.message.command == .cbor
        let isFree = !expected.payload.masks.isEmpty
        // Without masks the live message is the recorded one, and need not be put together.
        guard isCTAP2 || isFree, let sent = isFree ? expected.receivedMessage : expected.message else { return }
        if !isCTAP2 { return state.names.learn(sent.payload, as: expected.payload, on: sent.channel) }
        do throws(LiveCeremony.Fault) {
            let isReset = expected.message.payload.first == CTAPCommand.reset.rawValue
            let status = isFree || isReset ? script.nextStatus : nil
            try state.ceremony.accept(expected.payload, sent.payload, on: sent.channel, status: status)
        } catch {
            let detail = MismatchSpelling.fault(expected, path: error.path, problem: error.problem)
            throw script.fail(.replayMismatch, "write", detail)
        }
    }

    private func filled(
        _ message: RecordedMessage,
        on channel: UInt32,
        _ state: inout State
    ) throws(TransportError) -> [UInt8] {
        guard message.command == .cbor else { return state.names.filled(message.payload, on: channel) }
        do throws(LiveCeremony.Fault) {
            return try state.ceremony.filled(message.payload, on: channel)
        } catch {
            let number = try script.peek()?.number ?? 0
            throw script.fail(.replayMismatch, "read", "event \(number): field \(error.path) \(error.problem)")
        }
    }

    private static func isCancel(_ report: [UInt8]) -> Bool {
        report.count > 4 && report[4] == CTAPHIDCommand.cancel.rawValue | 0x80
    }

    private func compare(
        _ report: [UInt8],
        _ recorded: MaskedBytes,
        number: Int,
        _ state: inout State
    ) throws(TransportError) {
        let channel = state.names.channel(ofLoose: recorded)
        let wanted = state.names.filled(recorded, on: channel)
        if let byte = Self.firstDifference(wanted, report, recorded.masks) {
            let detail = MismatchSpelling.loose(number: number, byte: byte, expected: wanted, actual: report)
            throw script.fail(.replayMismatch, "write", detail)
        }
        state.names.learn(report, as: recorded, on: channel)
        script.advance()
        try script.throwFailure(of: .write)
    }

    private func mismatch(_ expected: ExpectedRequest, _ operation: String) -> TransportError {
        script.fail(.replayMismatch, operation, MismatchSpelling.request(expected))
    }

    static func firstDifference(_ expected: [UInt8], _ actual: [UInt8], _ masks: [Mask]) -> Int? {
        let shared = min(expected.count, actual.count)
        let isFree = { (position: Int) in masks.contains { $0.rule.isFree && $0.range.contains(position) } }
        if let position = (0..<shared).first(where: { expected[$0] != actual[$0] && !isFree($0) }) { return position }
        return expected.count == actual.count ? nil : shared
    }
}
