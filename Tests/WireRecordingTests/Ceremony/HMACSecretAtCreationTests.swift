import CBORTree
import CTAPMessages
import DeviceTransport
import Octets
import PINProtocols
import Testing

@testable import WireRecording

/// hmac-secret-mc: the secret of a credential at once with its registration (CTAP 2.2, 12.8).
///
/// libfido2 has no call for it, so the host is our own.
struct HMACSecretAtCreationTests {
    private static let output = [UInt8](repeating: 0xE5, count: 80)

    /// A registration with two salts by PIN protocol two, as a recorder writes it.
    private static func recording(_ folder: TemporaryFolder) throws -> Recording {
        func key(_ agreement: KeyAgreement) -> CBORItem {
            let key = agreement.publicKey
            return [1: 2, 3: -25, -1: 1, -2: .bytes(key.x), -3: .bytes(key.y)]
        }
        let extensions: CBORItem = [
            "hmac-secret-mc": [
                1: key(KeyAgreement()), 2: .bytes([UInt8](repeating: 0x5A, count: 80)),
                3: .bytes([UInt8](repeating: 0x5B, count: 32)), 4: 2,
            ]
        ]
        let request: CBORItem = [
            1: .bytes([UInt8](repeating: 1, count: 32)), 2: ["id": "relying-party.test"],
            3: ["id": .bytes([7]), "name": "one"], 4: [["alg": -7, "type": "public-key"]], 6: extensions,
        ]
        let attested: [UInt8] = Array(repeating: 9, count: 16) + [0, 2, 0xC1, 0xC2] + ([1: 2] as CBORItem).encoded()
        let told = (["hmac-secret-mc": .bytes(output)] as CBORItem).encoded()
        let head: [UInt8] = Array(repeating: 8, count: 32) + [0xC1, 0, 0, 0, 1]
        let answer: CBORItem = [1: "none", 2: .bytes(head + attested + told), 3: [:]]
        let messages: [[UInt8]] = [
            [6] + ([1: 2, 2: 2] as CBORItem).encoded(), [0] + ([1: key(KeyAgreement())] as CBORItem).encoded(),
            [1] + request.encoded(), [0] + answer.encoded(),
        ]
        let writer = try RecordingWriter(creating: folder.file(), header: Samples.header(), elapsed: { .zero })
        try writer.append(.connect(RecordedConnection()), on: .hid)
        var transcript = ReportTranscript()
        for (index, message) in messages.enumerated() {
            for report in try Samples.message(.cbor, message).reports() {
                let isRequest = index.isMultiple(of: 2)
                let events = isRequest ? try transcript.send(report).events : transcript.receive(report)
                for event in events { try writer.append(event, on: .hid) }
            }
        }
        try writer.append(.close, on: .hid)
        try writer.finish()
        return try Recording(reading: folder.file())
    }

    private static func play(_ recording: Recording, _ secret: ReplayOptions.HMACSecret, seed: UInt8) -> [[UInt8]] {
        var options = ReplayOptions()
        options.hmacSecret = secret
        options.seed = [seed]
        var host = SimulatedPlatform()
        let outcome = host.play(recording, on: Replay(recording, options: options))
        guard case .completed = outcome else {
            Issue.record("\(outcome)")
            return []
        }
        return host.outputs
    }

    @Test func isMaskedAndVerified() throws {
        let folder = try TemporaryFolder()
        let recording = try Self.recording(folder)
        let request = recording.events.compactMap { event -> RecordedMessage? in
            guard case .message(.out, let message) = event.kind, message.payload.bytes.first == 1 else { return nil }
            return message
        }
        let rules = try Set(#require(request.first).payload.masks.map(\.rule))
        #expect(rules == [.hostKeyX, .hostKeyY, .salts, .saltAuth])
        let text = try folder.text()
        #expect(!text.contains(Hex.encode([UInt8](repeating: 0x5A, count: 16))), "no salts")
    }

    /// True to the signature, the secret is garbage; as a surrogate it is of use, and the same each time.
    @Test func outputIsSignedOrOfUse() throws {
        let folder = try TemporaryFolder()
        let recording = try Self.recording(folder)
        let surrogate = Self.play(recording, .surrogate, seed: 1)
        #expect(surrogate.first?.count == 64)
        #expect(surrogate.first?.prefix(32) == surrogate.first?.suffix(32), "one salt twice")
        #expect(surrogate == Self.play(recording, .surrogate, seed: 1))
        #expect(surrogate != Self.play(recording, .surrogate, seed: 2))
        #expect(Self.play(recording, .signed, seed: 1) != surrogate)
    }

    /// No wrong bit of it goes unnoticed.
    @Test func everyBitIsNoticed() throws {
        let folder = try TemporaryFolder()
        let recording = try Self.recording(folder)
        var host = SimulatedPlatform()
        var flips = BitFlips()
        host.inspect = { flips.tryAll(of: $0, $1, on: $2) }
        guard case .completed = host.play(recording, on: Replay(recording)) else {
            Issue.record("the recording does not play")
            return
        }
        #expect(flips.unnoticed.isEmpty && flips.count > 2048, "\(flips.unnoticed.prefix(5))")
    }
}
