import DeviceTransport
import ISO7816
import Synchronization

/// Takes every report and remembers it.
final class SpyReportChannel: ReportChannel {
    let name = "spy"
    private let reports = Mutex<[[UInt8]]>([])

    var written: [[UInt8]] { reports.withLock { $0 } }

    func write(_ report: [UInt8], within limit: Duration) { reports.withLock { $0.append(report) } }
    func read(within limit: Duration) -> [UInt8]? { [1, 2, 3] }
    func close() {}
}

/// Takes every command and control code and remembers them; answers as it is told, or with success.
final class SpySmartCardChannel: SmartCardChannel {
    private struct State: Sendable {
        var sent: [[UInt8]] = []
        var controls: [UInt32] = []
        var answers: [[UInt8]: [UInt8]] = [:]
        var calls: [String] = []
    }

    let readerName = "spy"
    let answerToReset: [UInt8] = [0x3B, 0x00]
    let activeProtocol: CardProtocol? = .t1
    private let state = Mutex(State())

    var sent: [[UInt8]] { state.withLock { $0.sent } }
    var controls: [UInt32] { state.withLock { $0.controls } }

    /// What else was called: `begin`, `end`, and `reconnect` with the mode.
    var calls: [String] { state.withLock { $0.calls } }

    func answer(_ command: [UInt8], with answer: [UInt8]) { state.withLock { $0.answers[command] = answer } }
    func forget() { state.withLock { ($0.sent, $0.controls) = ([], []) } }

    func transmit(_ command: [UInt8], within limit: Duration) -> [UInt8] {
        state.withLock { state in
            state.sent.append(command)
            return state.answers[command] ?? [0x90, 0x00]
        }
    }

    func reset(_ kind: CardReset, within limit: Duration) -> [UInt8] { answerToReset }
    func beginTransaction(within limit: Duration) { note("begin") }
    func endTransaction(within limit: Duration) { note("end") }
    func reconnect(as sharing: CardSharing, within limit: Duration) { note("reconnect \(sharing)") }
    private func note(_ call: String) { state.withLock { $0.calls.append(call) } }
    func attribute(_ tag: UInt32, within limit: Duration) -> [UInt8] { [] }

    /// A reader that offers its properties under code 0x4233_0012 and PIN verification under 0x4233_0006.
    func control(_ code: UInt32, _ input: [UInt8], within limit: Duration) -> [UInt8] {
        state.withLock { $0.controls.append(code) }
        return [0x06, 4, 0x42, 0x33, 0x00, 0x06, 0x12, 4, 0x42, 0x33, 0x00, 0x12]
    }

    func close() {}
}
