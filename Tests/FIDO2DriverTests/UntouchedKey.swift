import CTAPMessages
import DeviceTransport
import SoftwareAuthenticator
import Synchronization
import TransportTesting

/// A key that nobody touches: it keeps a registration waiting until it is taken back, or for ever.
final class UntouchedKey: ReportChannel {
    private struct State {
        var isWaiting = false
        var isTakenBack = false
        var cancels = 0
        var channel: [UInt8] = []
    }

    let name = "untouched"
    private let key = SoftwareReportChannel(SoftwareAuthenticator(model: .level1Key))
    private let heedsCancel: Bool
    private let state = Mutex(State())

    init(heedsCancel: Bool) {
        self.heedsCancel = heedsCancel
    }

    /// How many times the host took something back.
    var cancels: Int { state.withLock { $0.cancels } }

    func write(_ report: [UInt8], within limit: Duration) throws(TransportError) {
        let isOurs = state.withLock { state -> Bool in
            switch (report[4], report[7]) {
            case (0x90, CTAPCommand.makeCredential.rawValue):
                state.isWaiting = true
                state.channel = Array(report.prefix(4))
            case (0x91, _):
                state.cancels += 1
                state.isTakenBack = heedsCancel
            default: break
            }
            return state.isWaiting
        }
        if !isOurs { try key.write(report, within: limit) }
    }

    func read(within limit: Duration) throws(TransportError) -> [UInt8]? {
        let header: [UInt8]? = state.withLock { state in
            guard state.isWaiting else { return nil }
            guard state.isTakenBack else { return state.channel + [0xBB, 0, 1, 2] }
            state.isWaiting = false
            return state.channel + [0x90, 0, 1, CTAPStatus.keepaliveCancel.rawValue]
        }
        guard let header else { return try key.read(within: limit) }
        // As often as a real key says that it waits, and more.
        _ = try key.read(within: min(limit, .milliseconds(20)))
        return header + Array(repeating: 0, count: 64 - header.count)
    }

    func close() { key.close() }
}
