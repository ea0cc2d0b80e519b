import CTAPMessages
import DeviceTransport
import FixtureSupport
import Octets
import SoftwareCard
import Testing
import TransportTesting

@testable import WireRecording

/// New recordings made of old ones, with less in them.
@Suite struct RecordingRedactionTests {
    private static let key = CampaignKey(Secret([UInt8](repeating: 7, count: CampaignKey.byteCount)))

    private static func everything() throws -> RecordingRedaction {
        var policy = RedactionPolicy(hashed: Set(PersonalData.ofCards + PersonalData.ofKeys))
        policy.changesSignedData = true
        policy.changesHostData = true
        return RecordingRedaction(Redaction(policy: policy, campaign: try #require(key)))
    }

    private static let fixtures =
        CeremonyScenario.allCases.map(\.fixture) + [
            "recordings/version-1/key.jsonl", "recordings/version-1/card.jsonl",
        ]

    /// Nobody is left in the copy, it plays to its end, proofs verified, and a second copy changes nothing more.
    @Test(arguments: fixtures)
    func aCopyPlaysAndNamesNobody(_ fixture: String) throws {
        let folder = try TemporaryFolder()
        let original = Fixtures.path(fixture)
        let outcome = try Self.everything().copy(RecordingReader(path: original), to: folder.file())
        let copy = try Recording(reading: folder.file())
        let source = try Recording(reading: original)
        #expect(outcome.integrity == .complete && copy.integrity == .complete)
        #expect(outcome.events == source.events.count && copy.events.count == source.events.count)
        #expect(copy.events.map(\.milliseconds) == source.events.map(\.milliseconds))
        let text = try folder.text()
        for person in ["relying-party.test", "handle one", "handle two"] {
            #expect(!text.contains(Hex.encode(Array(person.utf8))), "\(person)")
        }
        if fixture.contains("ceremonies") {
            #expect(outcome.changed > 0 && text.contains(#""alsoChanged":["signed-data","host-data"]"#))
            var host = SimulatedPlatform()
            guard case .completed = host.play(copy, on: Replay(copy)) else {
                Issue.record("the copy does not play")
                return
            }
        }
        let second = try Self.everything().copy(RecordingReader(path: folder.file()), to: folder.file("b.jsonl"))
        #expect(second.changed == 0, "what is hashed is not hashed again")
        #expect(try folder.text("b.jsonl") == text)
    }

    /// The header says which kinds, and under whose key.
    @Test func headerTellsThePolicy() throws {
        let folder = try TemporaryFolder()
        let original = Fixtures.path(CeremonyScenario.credentialManagement.fixture)
        _ = try Self.everything().copy(RecordingReader(path: original), to: folder.file())
        let record = try #require(try RecordingReader(path: folder.file()).header.redaction)
        let id = try #require(Self.key?.id)
        #expect(id.utf8.count == 16)
        // Cards had been hashed before, under a key that nobody kept.
        #expect(record.hashed.filter { $0.campaign == nil }.map(\.kind) == PersonalData.ofCards)
        #expect(record.hashed.filter { $0.campaign == id }.map(\.kind) == PersonalData.ofKeys)
        #expect(Redaction(campaign: .random()).record == nil)
        #expect(Redaction(campaign: try #require(Self.key)).record?.hashed.first?.campaign == id)
    }

    @Test func whatWasAlteredIsRefusedAndNothingIsOverwritten() throws {
        let folder = try TemporaryFolder()
        let text = try Fixtures.text(CeremonyScenario.pinProtocolTwo.fixture)
        let altered = try folder.write(text.replacing("touchstone 0.1.0", with: "touchstone 0.1.1"))
        #expect(throws: TransportError.self) {
            try Self.everything().copy(RecordingReader(path: altered), to: folder.file("copy.jsonl"))
        }
        #expect(throws: TransportError.self) {
            try Self.everything()
                .copy(RecordingReader(path: Fixtures.path("recordings/version-1/key.jsonl")), to: altered)
        }
        #expect(try folder.names() == ["b.jsonl"], "no draft is left")
    }

    @Test func aCopyOfWhatIsIncompleteIsIncomplete() throws {
        let folder = try TemporaryFolder()
        let lines = try Fixtures.text(CeremonyScenario.pinProtocolTwo.fixture).split(separator: "\n")
        let torn = try folder.write(lines.prefix(6).joined(separator: "\n") + "\n{\"n\":6,")
        let outcome = try Self.everything().copy(RecordingReader(path: torn), to: folder.file())
        #expect(outcome.events == 5 && outcome.integrity != .complete)
        #expect(try Recording(reading: folder.file()).integrity == .incomplete(.noEnd))
    }

    /// A lab card may be recorded as it is; a copy for others hashes what was kept, and no body stays that is not allowed.
    @Test func aKeptCardIsHashedInTheCopy() throws {
        let folder = try TemporaryFolder()
        var policy = RedactionPolicy(hashed: [])
        policy.allowedBodies = [.init(0x00, 0x87), .init(0x00, 0x20)]
        let open = Redaction(policy: policy)
        let header = RecordingHeader(
            tool: "t",
            capturedAt: UTCTimestamp(secondsSinceEpoch: 0),
            device: RecordedDevice(kind: .reader, name: "reader", usb: nil),
            channels: [.card],
            redaction: open.record
        )
        let writer = try RecordingWriter(creating: folder.file(), header: header)
        let card = try RecordingSmartCardChannel(
            wrapping: SoftwareCardChannel(SoftwareCard()),
            writer: writer,
            redaction: open
        )
        let commands = [
            "00a4040009a0000003080000100000", "00cb3fff055c035fc10200", "0087079a047c024341",
            "00200080083132333435363738",
        ]
        for command in commands { _ = try card.transmit(Hex.decode(command), within: .seconds(1)) }
        card.close()
        try writer.finish()
        let kept = try folder.text()
        #expect(kept.contains("7c024341"), "an allowed body")
        #expect(!kept.contains("3132333435363738"), "a PIN is none, whatever a policy says")
        let redaction = RecordingRedaction(Redaction(campaign: try #require(Self.key)))
        let outcome = try redaction.copy(RecordingReader(path: folder.file()), to: folder.file("b.jsonl"))
        #expect(outcome.changed == 2)
        let copy = try folder.text("b.jsonl")
        #expect(!copy.contains("7c024341") && !copy.contains("allowedBodies"))
        let holder = try Recording(reading: folder.file()).holderGUID
        #expect(!holder.isEmpty && kept.contains(Hex.encode(holder)) && !copy.contains(Hex.encode(holder)))
        let hash = try #require(Self.key).hash(holder, as: .cardHolderGUID).filling(holder.count)
        #expect(copy.contains(Hex.encode(hash)))
    }
}

extension Recording {
    /// The GUID of a CHUID in one part (SP 800-73-4 part 1, appendix A): behind the FASC-N of 25 bytes.
    fileprivate var holderGUID: [UInt8] {
        for event in events {
            guard case .apdu(.in, let answer) = event.kind, answer.bytes.prefix(1) == [0x53],
                answer.bytes.count > 47
            else { continue }
            return Array(answer.bytes[31..<47])
        }
        return []
    }
}
