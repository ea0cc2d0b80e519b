import CTAPMessages
import DeviceTransport
import FixtureSupport
import Testing

@testable import WireRecording

/// Fields that a replay may be told not to compare, on a shipped recording.
struct LenientFieldTests {
    /// Replays a recording to a host that calls its user by another name.
    private func replay(calling name: String, _ fields: Set<LenientField>) throws -> SimulatedPlatform.Outcome {
        let recording = try Recording(reading: Fixtures.path(CeremonyScenario.pinProtocolTwo.fixture))
        let renamed = recording.events.map { event -> RecordedEvent in
            guard case .message(.out, let message) = event.kind, message.payload.bytes.first == 1,
                let place = message.payload.bytes.firstRange(of: [0x63] + Array("one".utf8))
            else { return event }
            var bytes = message.payload.bytes
            bytes.replaceSubrange(place, with: [0x60 + UInt8(name.utf8.count)] + Array(name.utf8))
            let payload = MaskedBytes(bytes, masks: message.payload.masks)
            let changed = RecordedMessage(channel: message.channel, command: message.command, payload: payload)
            return RecordedEvent(number: event.number, milliseconds: 0, channel: "hid", kind: .message(.out, changed))
        }
        if name != "one" { #expect(renamed != recording.events) }
        let host = Recording(path: "host", header: recording.header, events: renamed, integrity: .complete)
        var platform = SimulatedPlatform()
        return platform.play(host, on: Replay(recording.lenient(fields)))
    }

    private func isCompleted(_ outcome: SimulatedPlatform.Outcome) -> Bool {
        if case .completed = outcome { true } else { false }
    }

    @Test func nameIsComparedUnlessItIsDeclared() throws {
        #expect(try !isCompleted(replay(calling: "two", [])))
        #expect(try isCompleted(replay(calling: "two", [.userName])))
        #expect(try isCompleted(replay(calling: "one", [.userName])))
    }

    @Test func otherFieldsAreStillCompared() throws {
        #expect(try !isCompleted(replay(calling: "two", [.relyingPartyName, .userDisplayName])))
    }

    @Test func lengthStillCounts() throws {
        #expect(try !isCompleted(replay(calling: "some", [.userName])))
    }

    @Test func nothingDeclaredChangesNothing() throws {
        let recording = try Recording(reading: Fixtures.path(CeremonyScenario.pinProtocolTwo.fixture))
        #expect(recording.lenient([]).events == recording.events)
    }
}
