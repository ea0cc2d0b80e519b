import DeviceTransport
import Synchronization

/// A channel on which answers to another program come first: everybody who has a key open hears them.
final class OverhearingReportChannel: ReportChannel {
    let name = "overhearing"
    private let channel: any ReportChannel
    private let overheard: Mutex<[[UInt8]]>

    init(_ channel: any ReportChannel, overheard: [[UInt8]]) {
        self.channel = channel
        self.overheard = Mutex(overheard)
    }

    func write(_ report: [UInt8], within limit: Duration) throws(TransportError) {
        try channel.write(report, within: limit)
    }

    func read(within limit: Duration) throws(TransportError) -> [UInt8]? {
        if let report = overheard.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) { return report }
        return try channel.read(within: limit)
    }

    func close() { channel.close() }
}
