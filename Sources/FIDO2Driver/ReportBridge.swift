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

        mutating func noteRead(_ report: [UInt8]) -> Bool {
            guard observer.didRead(report) else { return false }
            if let answer = observer.answer, answer.command == .initialize {
                capabilities = (try? CTAPHIDInitializeResponse(parsing: answer.payload))?.capabilities
            }
            return true
        }
    }

    let channel: any ReportChannel
    private let state = Mutex(State())

    init(_ channel: any ReportChannel) {
        self.channel = channel
    }

    /// What was seen of the current exchange.
    var observer: ExchangeObserver { state.withLock { $0.observer } }

    /// Why the channel could not carry on; the first reason, and the one that counts.
    var failure: TransportError? { state.withLock { $0.failure } }

    /// What the key can do, of the INIT answer: libfido2 forgets the CBOR flag when it falls back to U2F.
    var capabilities: CTAPHIDCapabilities? { state.withLock { $0.capabilities } }

    /// Starts a call of the client: everything in it ends at `deadline`.
    func begin(until deadline: ContinuousClock.Instant) {
        let hasFailed = state.withLock { state in
            defer {
                state.deadline = deadline
                state.failure = nil
                state.source = .device
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

    /// Carries one report to the device; `false` when the channel refuses it.
    func write(_ report: [UInt8]) -> Bool {
        let deadline: ContinuousClock.Instant? = state.withLock { state in
            guard case .device = state.source else { return nil }
            state.observer.willWrite(report)
            return state.deadline
        }
        guard let deadline else { return true }
        do throws(TransportError) {
            try channel.write(report, within: max(.zero, deadline - .now))
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
        let deadline = state.withLock { $0.deadline }
        do throws(TransportError) {
            while true {
                // Asked each time: a key that never stops talking must not outlast the deadline either.
                let left = deadline - .now
                guard left > .zero, let report = try channel.read(within: left) else { throw overdue() }
                if state.withLock({ $0.noteRead(report) }) { return report }
            }
        } catch {
            fail(error)
            return nil
        }
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
