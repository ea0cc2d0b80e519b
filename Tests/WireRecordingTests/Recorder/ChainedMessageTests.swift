import DeviceTransport
import Octets
import Testing

@testable import WireRecording

/// Chained messages to a FIDO applet: what is the same for everybody is recorded, anything else is kept from leaving.
struct ChainedMessageTests {
    private static func record(_ commands: [String]) throws -> Int {
        var transcript = CardTranscript(Redaction())
        var count = 0
        for command in commands {
            _ = try transcript.command(try Hex.decode(command))
            count += 1
        }
        return count
    }

    /// The tries at a PIN, in parts of three sizes.
    @Test func theTriesAtAPINAreRecorded() throws {
        #expect(try Self.record(["901000000106", "9010000002a201", "801000000301020100"]) == 3)
    }

    /// The end alone, the beginning twice, a makeCredential, and what a chain that was broken off leaves behind.
    @Test(arguments: [
        ["801000000301020100"], ["901000000106", "901000000106"], ["901000000101"],
        ["901000000106", "00a4040000", "9010000002a201"],
    ])
    func anythingElseIsRefused(_ commands: [String]) {
        #expect(throws: TransportError.self) { try Self.record(commands) }
    }
}
