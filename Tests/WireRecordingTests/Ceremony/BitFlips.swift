import CTAPMessages
import DeviceTransport

@testable import WireRecording

/// Every single wrong bit in the reports of requests, each tried on a copy of the player that is about to get them.
struct BitFlips {
    private(set) var count = 0
    /// Bits of the nonce with which a host asks for a channel: any will do, and the host itself compares the answer.
    private(set) var nonces = 0
    /// Those that no difference named with its event.
    private(set) var unnoticed: [String] = []

    mutating func tryAll(of event: RecordedEvent, _ reports: [[UInt8]], on channel: ReplayingReportChannel) {
        guard case .message(_, let message) = event.kind else { return }
        for (index, report) in reports.enumerated() {
            for byte in report.indices {
                for bit in 0..<8 {
                    count += 1
                    if message.command == .initialize, index == 0, (7..<15).contains(byte) {
                        nonces += 1
                        continue
                    }
                    var changed = reports
                    changed[index][byte] ^= 1 << bit
                    let problem = Self.problem(changed, on: channel.forked())
                    if problem?.hasPrefix("event \(event.number), ") != true {
                        let place = "event \(event.number) report \(index) byte \(byte) bit \(bit)"
                        unnoticed.append("\(place): \(problem ?? "")")
                    }
                }
            }
        }
    }

    /// What a player says to reports; `nil` when it takes them.
    static func problem(_ reports: [[UInt8]], on channel: ReplayingReportChannel) -> String? {
        do {
            for report in reports { try channel.write(report, within: .zero) }
            _ = try channel.read(within: .zero)
            return nil
        } catch {
            return error.detail
        }
    }
}
