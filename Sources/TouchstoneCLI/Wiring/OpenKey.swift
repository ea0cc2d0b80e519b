import DeviceTransport
import FIDO2Driver
import SafetyGuard

/// A key that is being talked to: libfido2 above, the guard under it.
struct OpenKey: Sendable {
    let client: LibFIDO2Client
    let channel: GuardedReportChannel

    init(over channel: any ReportChannel, allowing highest: DangerClass) {
        self.channel = GuardedReportChannel(wrapping: channel, allowing: highest)
        client = LibFIDO2Client(over: self.channel)
    }

    /// Runs a ceremony that may send so many PINs; without any it has no more allowance than before.
    ///
    /// - Throws: What `body` throws.
    func spending<Value>(
        tries: Int,
        _ body: (LibFIDO2Client) throws(TransportError) -> Value
    ) throws(TransportError) -> Value {
        guard tries > 0 else { return try body(client) }
        return try channel.raising(to: .d3, tries: tries) { () throws(TransportError) in try body(client) }
    }
}
