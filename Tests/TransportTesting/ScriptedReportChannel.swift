package import DeviceTransport
import Synchronization

/// A report channel that follows a script and fails at the first step that does not fit.
package final class ScriptedReportChannel: ReportChannel {
    /// One thing that happens, in order.
    package enum Step: Sendable {
        /// The host writes exactly this report.
        case takes([UInt8])
        /// The host writes some report.
        case takesAnything
        /// A write fails.
        case writeFails(TransportError)
        /// The host reads this report.
        case gives([UInt8])
        /// A read finds nothing until its limit.
        case silence
        /// A read fails.
        case readFails(TransportError)
    }

    package let name: String
    private let state: Mutex<State>

    private struct State {
        let script: [Step]
        var position = 0
        var written: [[UInt8]] = []
        var isClosed = false
    }

    package init(name: String = "scripted", _ script: [Step]) {
        self.name = name
        state = Mutex(State(script: script))
    }

    /// Every report that the host wrote.
    package var written: [[UInt8]] { state.withLock { $0.written } }
    package var isClosed: Bool { state.withLock { $0.isClosed } }
    /// Whether every step was played.
    package var isFinished: Bool { state.withLock { $0.position == $0.script.count } }

    package func write(_ report: [UInt8], within limit: Duration) throws(TransportError) {
        try next("write") { step, state in
            switch step {
            case .takes(report), .takesAnything:
                state.written.append(report)
                return .success(())
            case .writeFails(let error):
                return .failure(error)
            default:
                return nil
            }
        }
    }

    package func read(within limit: Duration) throws(TransportError) -> [UInt8]? {
        try next("read") { step, _ in
            switch step {
            case .gives(let report): .success(report)
            case .silence: .success(nil)
            case .readFails(let error): .failure(error)
            default: nil
            }
        }
    }

    package func close() {
        state.withLock { $0.isClosed = true }
    }

    /// Plays the next step, unless `play` finds that the call does not fit it.
    private func next<Value: Sendable>(
        _ call: String,
        _ play: (Step, inout State) -> Result<Value, TransportError>?
    ) throws(TransportError) -> Value {
        let outcome: Result<Value, TransportError> = state.withLock { state in
            guard !state.isClosed else {
                return .failure(TransportError(.deviceRemoved, operation: call, subject: name, detail: "closed"))
            }
            let step = state.position < state.script.count ? state.script[state.position] : nil
            guard let step, let outcome = play(step, &state) else {
                let wanted = step.map { "\($0)" } ?? "the end"
                let detail = "step \(state.position) of the script is \(wanted)"
                return .failure(TransportError(.malformed, operation: call, subject: name, detail: detail))
            }
            state.position += 1
            return outcome
        }
        return try outcome.get()
    }
}
