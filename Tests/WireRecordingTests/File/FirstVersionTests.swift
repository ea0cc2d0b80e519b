import Crypto
import FixtureSupport
import Octets
import Testing

@testable import WireRecording

/// Recordings of format version 1, frozen: what was recorded then keeps playing.
@Suite struct FirstVersionTests {
    static let digests = [
        "card": "63f240e7370c54137bc117e91b65511890c07b1dcb2c28e765e1410f3b4b4827",
        "key": "bf920d4a634db69d2061c00cfaf02f4b5f027e8ba042fe0f769f9b610f70a40f",
    ]

    @Test(arguments: digests.keys.sorted()) func isReadAndPlayed(_ name: String) throws {
        let bytes = try Fixtures.bytes("recordings/version-1/\(name).jsonl")
        #expect(Hex.encode(Array(SHA256.hash(data: bytes))) == Self.digests[name], "the fixture is frozen")
        let recording = try Recording(reading: Fixtures.path("recordings/version-1/\(name).jsonl"))
        #expect(recording.header.version == 1)
        #expect(try SimulatedHost().play(recording).0 == .completed)
    }

    @Test func hasNoRulesOfTheSecond() throws {
        let folder = try TemporaryFolder()
        let text = String(decoding: try Fixtures.bytes("recordings/version-1/key.jsonl"), as: UTF8.self)
        let path = try folder.write(text.replacing("init-nonce\"", with: "pin-hash\""))
        let error = #expect(throws: RecordingError.self) { try Recording(reading: path) }
        #expect(error?.expected == "one of the rules `init-nonce`, `channel-id`, `redacted`")
    }
}
