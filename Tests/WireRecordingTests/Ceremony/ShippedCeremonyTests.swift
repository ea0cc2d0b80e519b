import CTAPMessages
import DeviceTransport
import FIDO2Driver
import FixtureSupport
import Foundation
import Octets
import PINProtocols
import SoftwareAuthenticator
import Testing
import TransportTesting

@testable import WireRecording

/// The recordings of PIN ceremonies that the repository ships, through the real libfido2, without any data beside it.
@Suite(.timeLimit(.minutes(5)))
struct ShippedCeremonyTests {
    /// A thousand of the registration and use with a PIN; `make replay-endurance` does as many of the others.
    private static func rounds(_ scenario: CeremonyScenario) -> Int {
        let asked = ProcessInfo.processInfo.environment["TOUCHSTONE_REPLAYS"].flatMap { Int($0) }
        return asked ?? (scenario == .pinProtocolTwo ? 1000 : 50)
    }

    /// None that was ever recorded.
    private static let otherPIN = Secret(Array("another PIN altogether".utf8))

    private func record(_ scenario: CeremonyScenario, to path: String) throws -> [String] {
        let device = SoftwareReportChannel(SoftwareAuthenticator(model: scenario.model))
        let header = RecordingHeader(
            tool: "touchstone 0.1.0",
            capturedAt: UTCTimestamp(secondsSinceEpoch: 1_795_600_000),
            device: RecordedDevice(kind: .securityKey, name: "Touchstone \(scenario.model.product)", usb: nil),
            channels: [.hid]
        )
        let writer = try RecordingWriter(creating: path, header: header, elapsed: { .zero })
        let recorder = try RecordingReportChannel(wrapping: device, writer: writer)
        let results = try scenario.run(LibFIDO2Client(over: recorder), pin: CeremonyScenario.pin)
        try writer.finish()
        return results
    }

    private func replay(_ recording: Recording, _ scenario: CeremonyScenario) throws -> [String] {
        let replay = Replay(recording)
        let results = try scenario.run(LibFIDO2Client(over: try replay.openReportChannel()), pin: Self.otherPIN)
        try replay.finish()
        return results
    }

    /// `TOUCHSTONE_RENEW_CEREMONIES=1` writes them anew.
    @Test(
        .enabled(
            if: ProcessInfo.processInfo.environment["TOUCHSTONE_RENEW_CEREMONIES"] != nil,
            "nobody wants them anew"
        ),
        arguments: CeremonyScenario.allCases
    )
    func renew(_ scenario: CeremonyScenario) throws {
        let path = Fixtures.path(scenario.fixture)
        try? FileManager.default.removeItem(atPath: path)
        #expect(try record(scenario, to: path).contains { $0.hasSuffix("signature holds") })
    }

    @Test(arguments: CeremonyScenario.allCases)
    func playsThroughTheLibraryTheSameEachTime(_ scenario: CeremonyScenario) throws {
        let recording = try Recording(reading: Fixtures.path(scenario.fixture))
        #expect(recording.integrity == .complete)
        let first = try replay(recording, scenario)
        #expect(first.contains { $0.hasPrefix("used ") && $0.hasSuffix("signature holds") }, "\(first)")
        #expect(!first.contains { $0.contains("_ERR_") } || scenario == .wrongPINFirst, "\(first)")
        if scenario == .largeBlobs { #expect(first.contains("read what was written true"), "\(first)") }
        let start = ContinuousClock.now
        let rounds = Self.rounds(scenario)
        for round in 1..<rounds {
            let again = try replay(recording, scenario)
            try #require(again == first, "round \(round)")
        }
        print("\(scenario): \(rounds) replays through libfido2 in \(ContinuousClock.now - start)")
    }

    /// What was recorded is what happens today: an authenticator of the same seed gives the same, and so does its replay.
    @Test(arguments: CeremonyScenario.allCases)
    func liveAndReplayedAreTheSame(_ scenario: CeremonyScenario) throws {
        let folder = try TemporaryFolder()
        let live = try record(scenario, to: folder.file())
        #expect(try replay(try Recording(reading: folder.file()), scenario) == live)
    }

    /// The PIN, as it is and as a hash, is in none of the files.
    @Test(arguments: CeremonyScenario.allCases)
    func holdsNoPIN(_ scenario: CeremonyScenario) throws {
        let text = try Fixtures.text(scenario.fixture)
        let pin = CeremonyScenario.pin.withBytes { $0 }
        let hash = PIN.hash(of: CeremonyScenario.pin).withBytes { $0 }
        for canary in [Hex.encode(pin), Hex.encode(Array(pin.prefix(6))), Hex.encode(hash), "CANARY"] {
            #expect(!text.contains(canary), "\(canary)")
        }
    }

    private static let flipped: [CeremonyScenario] = [.pinProtocolOne, .pinProtocolTwo, .hmacSecret]

    /// Done when: no wrong bit in any request of three shipped recordings goes unnoticed, but in the nonce of INIT.
    @Test(arguments: flipped)
    func everyBitOfEveryRequestIsNoticed(_ scenario: CeremonyScenario) throws {
        let recording = try Recording(reading: Fixtures.path(scenario.fixture))
        var host = SimulatedPlatform()
        var options = ReplayOptions()
        options.pin = host.pin
        var flips = BitFlips()
        host.inspect = { flips.tryAll(of: $0, $1, on: $2) }
        guard case .completed = host.play(recording, on: Replay(recording, options: options)) else {
            Issue.record("the recording does not play")
            return
        }
        #expect(flips.unnoticed.isEmpty, "\(flips.unnoticed.count) of \(flips.count): \(flips.unnoticed.prefix(5))")
        #expect(flips.count > 4096 && flips.nonces == 64)
        print("\(scenario): \(flips.count) flips, all noticed but \(flips.nonces) of the nonce")
    }

    /// Who asked, where in which event and field, and both sides in words.
    @Test func differenceNamesCheckEventAndField() throws {
        let recording = try Recording(reading: Fixtures.path(CeremonyScenario.pinProtocolTwo.fixture))
        var host = SimulatedPlatform()
        var options = ReplayOptions()
        options.context = "fido.make-credential.pin"
        var messages: [String] = []
        host.inspect = { event, reports, channel in
            guard case .message(_, let message) = event.kind, message.payload.bytes.first == 1 else { return }
            var changed = reports
            // A letter of the relying party's id.
            let place = message.payload.bytes.firstRange(of: Array("relying-party.test".utf8))?.lowerBound ?? 0
            changed[0][7 + place] ^= 1
            messages.append(BitFlips.problem(changed, on: channel.forked()) ?? "nothing")
        }
        _ = host.play(recording, on: Replay(recording, options: options))
        let message = try #require(messages.first)
        let event = try #require(
            recording.events.first {
                guard case .message(.out, let message) = $0.kind else { return false }
                return message.payload.bytes.first == 1
            }
        )
        #expect(message.hasPrefix("fido.make-credential.pin: event \(event.number), "), "\(message)")
        #expect(message.contains("CTAPHID_CBOR authenticatorMakeCredential"), "\(message)")
        #expect(message.contains("field /2/\"id\")"), "\(message)")
        #expect(message.contains(" is 73 instead of 72"), "\(message)")
        let sides = message.split(separator: "\n")
        #expect(sides.count == 3, "\(message)")
        #expect(sides[1].hasPrefix("  recorded ") && sides[1].contains(#""id": "relying-party.test""#), "\(message)")
        #expect(sides[2].hasPrefix("  now ") && sides[2].contains(#""id": "selying-party.test""#), "\(message)")
    }
}
