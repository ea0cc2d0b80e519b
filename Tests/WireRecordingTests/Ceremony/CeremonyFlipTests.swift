import CTAPMessages
import DeviceTransport
import Foundation
import Octets
import Testing

@testable import WireRecording

/// Done when: no wrong bit in any request of a PIN ceremony goes unnoticed.
@Suite(.enabled(if: ForeignTrace.folder != nil, "../shared/data/traces is not there"))
struct CeremonyFlipTests {
    /// Without PIN; PIN protocol one; PIN protocol two with hmac-secret; with credential management.
    @Test(
        arguments: [
            "canokey-fido/03-getassert-nopin", "solo1/10-makecred-pin-proto1", "canokey-fido/13-hmac-secret",
            "canokey-fido/12-discoverable-credmgmt",
        ]
    )
    func everyBitOfEveryRequestIsNoticed(_ name: String) throws {
        let folder = try TemporaryFolder()
        try ForeignTrace(name: name).record(to: folder.file())
        let recording = try Recording(reading: folder.file())
        var options = ReplayOptions()
        options.pin = Secret(Array("12345678".utf8))
        var flips = 0
        var unnoticed: [String] = []
        var nonces = 0
        var host = SimulatedPlatform()
        host.inspect = { event, reports, channel in
            guard case .message(_, let message) = event.kind else { return }
            for (index, report) in reports.enumerated() {
                for byte in report.indices {
                    for bit in 0..<8 {
                        flips += 1
                        if message.command == .initialize, index == 0, (7..<15).contains(byte) {
                            nonces += 1
                            continue
                        }
                        var changed = reports
                        changed[index][byte] ^= 1 << bit
                        let problem = Self.problem(changed, on: channel.forked())
                        if problem?.hasPrefix("event \(event.number), ") != true {
                            unnoticed.append(
                                "event \(event.number) report \(index) byte \(byte) bit \(bit): \(problem ?? "")"
                            )
                        }
                    }
                }
            }
        }
        guard case .completed = host.play(recording, on: Replay(recording, options: options)) else {
            Issue.record("the recording does not play")
            return
        }
        #expect(unnoticed.isEmpty, "\(unnoticed.count) of \(flips): \(unnoticed.prefix(5))")
        #expect(flips > 4096)
        #expect(nonces > 0)
    }

    private static func problem(_ reports: [[UInt8]], on channel: ReplayingReportChannel) -> String? {
        do {
            for report in reports { try channel.write(report, within: .zero) }
            _ = try channel.read(within: .zero)
            return nil
        } catch {
            return error.detail
        }
    }
}
