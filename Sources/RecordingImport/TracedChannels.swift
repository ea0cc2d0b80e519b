import DeviceTransport
import ISO7816
import Synchronization

/// A card channel on which what the log tells happens again, for a recorder to watch.
final class TracedCardChannel: SmartCardChannel {
    let readerName: String
    let activeProtocol: CardProtocol?
    private let state: Mutex<State>

    private struct State {
        var answerToReset: [UInt8]
        var next = ForeignTrace.Outcome.success([])
    }

    init(reader: String, activeProtocol: CardProtocol?, answerToReset: [UInt8]) {
        readerName = reader
        self.activeProtocol = activeProtocol
        state = Mutex(State(answerToReset: answerToReset))
    }

    var answerToReset: [UInt8] { state.withLock(\.answerToReset) }

    /// Says what the next call comes to.
    func prepare(_ outcome: ForeignTrace.Outcome) {
        state.withLock { $0.next = outcome }
    }

    func transmit(_ command: [UInt8], within limit: Duration) throws(TransportError) -> [UInt8] { try next() }

    func reset(_ kind: CardReset, within limit: Duration) throws(TransportError) -> [UInt8] {
        let answer = try next()
        state.withLock { $0.answerToReset = answer }
        return answer
    }

    func attribute(_ tag: UInt32, within limit: Duration) throws(TransportError) -> [UInt8] { try next() }

    func control(_ code: UInt32, _ input: [UInt8], within limit: Duration) throws(TransportError) -> [UInt8] {
        try next()
    }

    func close() {}

    private func next() throws(TransportError) -> [UInt8] { try state.withLock(\.next).get() }
}

/// A report channel on which what the log tells happens again, for a recorder to watch.
final class TracedReportChannel: ReportChannel {
    let name = "log"
    private let incoming = Mutex<[UInt8]?>(nil)

    /// Says what the next read brings.
    func prepare(_ report: [UInt8]) {
        incoming.withLock { $0 = report }
    }

    func write(_ report: [UInt8], within limit: Duration) throws(TransportError) {}

    func read(within limit: Duration) throws(TransportError) -> [UInt8]? {
        incoming.withLock { $0.take() }
    }

    func close() {}
}
