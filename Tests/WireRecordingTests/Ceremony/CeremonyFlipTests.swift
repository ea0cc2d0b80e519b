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
        var flips = BitFlips()
        var host = SimulatedPlatform()
        host.inspect = { flips.tryAll(of: $0, $1, on: $2) }
        guard case .completed = host.play(recording, on: Replay(recording, options: options)) else {
            Issue.record("the recording does not play")
            return
        }
        #expect(flips.unnoticed.isEmpty, "\(flips.unnoticed.count) of \(flips.count): \(flips.unnoticed.prefix(5))")
        #expect(flips.count > 4096)
        #expect(flips.nonces > 0)
    }
}
