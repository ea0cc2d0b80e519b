import CTAPMessages
import DeviceTransport
import Synchronization

/// Stands between libfido2 and a report channel: sets the deadline, keeps the first error, and sees what passes.
final class ReportBridge: Sendable {
    private enum Source {
        case device
        /// Reports of an answer that was given before; nothing goes to the device.
        case replay(ArraySlice<[UInt8]>)
    }

    private struct State {
        var deadline = ContinuousClock.now
        var failure: TransportError?
        var observer = ExchangeObserver()
        var source = Source.device
        var capabilities: CTAPHIDCapabilities?
        var ceremony: Ceremony?

        mutating func noteRead(_ report: [UInt8]) -> Bool {
            let wasOpen = observer.answer == nil
            guard observer.didRead(report) else { return false }
            guard wasOpen, let answer = observer.answer else { return true }
            if answer.command == .initialize {
                capabilities = (try? CTAPHIDInitializeResponse(parsing: answer.payload))?.capabilities
            }
            if let request = observer.request { ceremony?.note(request, answer) }
            return true
        }
    }

    let channel: any ReportChannel
    private let state = Mutex(State())
    /// How long a key may take to say that it has given up a request that was taken back.
    private static let grace = Duration.seconds(1)

    init(_ channel: any ReportChannel) {
        self.channel = channel
    }

    /// What was seen of the current exchange.
    var observer: ExchangeObserver { state.withLock { $0.observer } }

    /// Why the channel could not carry on; the first reason, and the one that counts.
    var failure: TransportError? { state.withLock { $0.failure } }

    /// What the key can do, of the INIT answer: libfido2 forgets the CBOR flag when it falls back to U2F.
    var capabilities: CTAPHIDCapabilities? { state.withLock { $0.capabilities } }

    /// What passed in the last ceremony.
    var exchanges: [Ceremony.Exchange] { state.withLock { $0.ceremony?.exchanges ?? [] } }

    /// Starts a call of the client: everything in it ends at `deadline`.
    ///
    /// In a ceremony the key may wait for a person: its request can be taken back, and is when the time is over.
    func begin(until deadline: ContinuousClock.Instant, ceremony: Ceremony? = nil) {
        let hasFailed = state.withLock { state in
            defer {
                state.deadline = deadline
                state.failure = nil
                state.source = .device
                state.ceremony = ceremony
            }
            return state.failure != nil
        }
        if hasFailed { discardLateReports() }
    }

    /// Starts a call that is answered by `message` instead of the device.
    func begin(replaying message: CTAPHIDMessage) {
        let reports = (try? message.reports()) ?? []
        state.withLock { state in
            state.failure = nil
            state.source = .replay(reports[...])
        }
    }

    /// Takes back the request of the ceremony under way; called from any thread.
    func cancel() {
        _ = try? takeBack()
    }

    /// Carries one report to the device; `false` when the channel refuses it.
    func write(_ report: [UInt8]) -> Bool {
        let deadline: ContinuousClock.Instant? = state.withLock { state in
            guard case .device = state.source else { return nil }
            state.observer.willWrite(report)
            return state.deadline
        }
        guard let deadline else { return true }
        do throws(TransportError) {
            try throwIfTakenBack()
            // A key of U2F is asked again and again; nothing is begun that nobody will wait for.
            guard deadline > .now else { throw overdue() }
            try channel.write(report, within: deadline - .now)
            return true
        } catch {
            fail(error)
            return false
        }
    }

    /// The next report that belongs to the request; `nil` after the deadline or an error.
    func read() -> [UInt8]? {
        switch state.withLock({ $0.source }) {
        case .device: return readFromDevice()
        case .replay(let reports):
            state.withLock { $0.source = .replay(reports.dropFirst()) }
            return reports.first
        }
    }

    /// Reads on where libfido2 stopped, which takes no long answers, until the answer is whole.
    func readRestOfAnswer() {
        while observer.isMidAnswer, readFromDevice() != nil {}
    }

    private func readFromDevice() -> [UInt8]? {
        do throws(TransportError) {
            while true {
                // Asked each time: a key that never stops talking must not outlast the deadline either.
                let left = state.withLock { $0.deadline } - .now
                guard left > .zero, let report = try channel.read(within: left) else {
                    guard try takeBack() else { throw overdue() }
                    continue
                }
                let (isOurs, ceremony) = state.withLock { ($0.noteRead(report), $0.ceremony) }
                guard isOurs else { continue }
                ceremony?.tell(of: report)
                return report
            }
        } catch {
            fail(error)
            return nil
        }
    }

    /// Sends CTAPHID_CANCEL (CTAP 2.1, 11.2.9.1.5), once, while the key works on a CTAP2 request of a ceremony.
    ///
    /// The key still answers, with a status that says so; that is waited for a little longer.
    private func takeBack() throws(TransportError) -> Bool {
        let message: CTAPHIDMessage? = state.withLock { state in
            guard var ceremony = state.ceremony, !ceremony.isTakenBack else { return nil }
            ceremony.isTakenBack = true
            state.ceremony = ceremony
            guard let request = state.observer.request, request.command == .cbor, state.observer.answer == nil else {
                return nil
            }
            state.deadline = .now + Self.grace
            return CTAPHIDMessage(channel: request.channel, command: .cancel, payload: [])
        }
        guard let report = try? message?.reports().first else { return false }
        try channel.write(report, within: Self.grace)
        return true
    }

    /// After a ceremony was taken back, libfido2 may not begin another step of it: U2F asks for a touch again and again.
    private func throwIfTakenBack() throws(TransportError) {
        guard state.withLock({ $0.ceremony?.isTakenBack }) == true else { return }
        throw TransportError(.cancelled, operation: "write", subject: channel.name)
    }

    private func overdue() -> TransportError {
        TransportError(.deadlineExceeded, operation: "read", subject: channel.name, detail: observer.delay())
    }

    private func fail(_ error: TransportError) {
        state.withLock { $0.failure = $0.failure ?? error }
    }

    /// Drops what an overdue answer left in the channel, as far as it is there already.
    private func discardLateReports() {
        let mostReportsOfAMessage = 129
        for _ in 0..<mostReportsOfAMessage {
            guard let report = try? channel.read(within: .zero), !report.isEmpty else { return }
        }
    }
}
