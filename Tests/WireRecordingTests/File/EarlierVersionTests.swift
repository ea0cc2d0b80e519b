import Crypto
import FixtureSupport
import Octets
import Testing

@testable import WireRecording

/// Recordings of earlier format versions, frozen: what was recorded then keeps playing.
@Suite struct EarlierVersionTests {
    static let digests = [
        "version-1/card": "63f240e7370c54137bc117e91b65511890c07b1dcb2c28e765e1410f3b4b4827",
        "version-1/key": "bf920d4a634db69d2061c00cfaf02f4b5f027e8ba042fe0f769f9b610f70a40f",
        "version-2/card": "6f7873fe69965bec55beb0351b0d138c792d499ac598b1de1a5042ef05e2ce64",
        "version-2/key": "be189c2267a9499c3d28c56602a5fe14758ea8debb173eace4c8f5de2ea706b4",
    ]

    @Test(arguments: digests.keys.sorted()) func isRead(_ name: String) throws {
        let bytes = try Fixtures.bytes("recordings/\(name).jsonl")
        #expect(Hex.encode(Array(SHA256.hash(data: bytes))) == Self.digests[name], "the fixture is frozen")
        let recording = try Recording(reading: Fixtures.path("recordings/\(name).jsonl"))
        #expect("version-\(recording.header.version)" == name.prefix(9))
        #expect(recording.integrity == .complete)
    }

    /// The key of the second version holds a ceremony, which a host with secrets of its own has to play.
    @Test(arguments: ["version-1/card", "version-1/key", "version-2/card"]) func isPlayed(_ name: String) throws {
        let recording = try Recording(reading: Fixtures.path("recordings/\(name).jsonl"))
        #expect(try SimulatedHost().play(recording).0 == .completed)
    }

    @Test func theFirstHasNoRulesOfTheSecond() throws {
        let folder = try TemporaryFolder()
        let text = String(decoding: try Fixtures.bytes("recordings/version-1/key.jsonl"), as: UTF8.self)
        let path = try folder.write(text.replacing("init-nonce\"", with: "pin-hash\""))
        let error = #expect(throws: RecordingError.self) { try Recording(reading: path) }
        #expect(error?.expected == "one of the rules `init-nonce`, `channel-id`, `redacted`")
    }

    @Test func theSecondHasNoChannelsOfTheThird() throws {
        let folder = try TemporaryFolder()
        let text = String(decoding: try Fixtures.bytes("recordings/version-2/card.jsonl"), as: UTF8.self)
        let more = #"{"id":"card","kind":"smart-card"},{"id":"card-second","kind":"second-connection"}"#
        let path = try folder.write(text.replacing(#"{"id":"card","kind":"smart-card"}"#, with: more))
        let error = #expect(throws: RecordingError.self) { try Recording(reading: path) }
        #expect(error?.expected == "a kind of format version 2")
    }
}
