import CBORTree
import Crypto
import CTAPMessages
import DeviceTransport
import FIDO2Driver
import Octets
import SoftwareAuthenticator
import Testing
import TransportTesting

@testable import WireRecording

/// What a key tells of people, and what of it stands in a recording under a policy that wants it hashed.
@Suite struct KeyRedactionTests {
    /// A value that names somebody, in a message that carries it.
    struct Plant: CustomTestStringConvertible, Sendable {
        let name: String
        let kind: PersonalData
        let request: [UInt8]
        let answer: [UInt8]
        /// What has to be changed besides, for the value to be.
        var alsoSigned = false
        var alsoHost = false

        var testDescription: String { name }

        init(
            _ name: String,
            _ kind: PersonalData,
            _ command: UInt8,
            _ parameters: CBORItem = [1: 1],
            answer: CBORItem? = nil
        ) {
            self.name = name
            self.kind = kind
            // getNextAssertion has no parameters.
            request = [command] + (command == 8 ? [] : parameters.encoded())
            self.answer = [0] + (answer?.encoded() ?? [])
        }

        func signed() -> Self {
            var plant = self
            plant.alsoSigned = true
            return plant
        }

        func host() -> Self {
            var plant = self
            plant.alsoHost = true
            return plant
        }
    }

    private static let text: CBORItem = "CANARY of a person"
    private static let bytes = CBORItem.bytes(Array("CANARY of 32 bytes, as hashes are".utf8.prefix(32)))
    private static let cry = Hex.encode(Array("CANARY".utf8))

    private static func data(attested: Bool) -> CBORItem {
        let hash = Array("CANARY of a relying party's hash".utf8)
        let credential = Array("CANARY of an id".utf8)
        let rest: [UInt8] = attested ? [0x41] + [0, 0, 0, 1] + Array(repeating: 9, count: 16) : [0x01, 0, 0, 0, 1]
        let tail = attested ? [0, UInt8(credential.count)] + credential + ([:] as CBORItem).encoded() : []
        return .bytes((attested ? Array(repeating: 8, count: 32) : hash) + rest + tail)
    }

    private static let plants: [Plant] = [
        Plant("assertion, credential", .credentialID, 2, answer: [1: ["id": bytes, "type": "public-key"]]),
        Plant("assertion, handle", .userHandle, 2, answer: [4: ["id": bytes]]),
        Plant("assertion, name", .userName, 2, answer: [4: ["name": text]]),
        Plant("next assertion, display name", .userName, 8, answer: [4: ["displayName": text]]),
        Plant("stored relying party", .relyingParty, 0x0A, answer: [3: ["id": text]]),
        Plant("stored relying party, name", .relyingParty, 0x0A, answer: [3: ["name": text]]),
        Plant("stored relying party, hash", .relyingParty, 0x41, answer: [4: bytes]),
        Plant("stored user", .userHandle, 0x0A, answer: [6: ["id": bytes]]),
        Plant("stored user, name", .userName, 0x0A, answer: [6: ["name": text]]),
        Plant("stored user, icon", .userName, 0x0A, answer: [6: ["icon": text]]),
        Plant("stored credential", .credentialID, 0x41, answer: [7: ["id": bytes]]),
        Plant("finger", .userName, 0x09, answer: [7: [[1: .bytes([1]), 2: text]]]),
        Plant("registration, signed credential", .credentialID, 1, answer: [2: data(attested: true)]).signed(),
        Plant("assertion, signed hash", .relyingParty, 2, answer: [2: data(attested: false)]).signed(),
        Plant("registration, relying party", .relyingParty, 1, [2: ["id": text]]).host(),
        Plant("registration, user", .userHandle, 1, [3: ["id": bytes]]).host(),
        Plant("registration, user's name", .userName, 1, [3: ["displayName": text]]).host(),
        Plant("registration, excluded", .credentialID, 1, [5: [["id": bytes]]]).host(),
        Plant("assertion, relying party", .relyingParty, 2, [1: text]).host(),
        Plant("assertion, allowed", .credentialID, 2, [3: [["id": bytes], ["id": bytes]]]).host(),
        Plant("token, relying party", .relyingParty, 6, [1: 2, 2: 9, 10: text]).host(),
        Plant("credentials of", .relyingParty, 0x0A, [1: 4, 2: [1: bytes]]).host(),
        Plant("deleted credential", .credentialID, 0x0A, [1: 6, 2: [2: ["id": bytes]]]).host(),
        Plant("renamed user", .userName, 0x0A, [1: 7, 2: [3: ["name": text]]]).host(),
        Plant("renamed finger", .userName, 0x09, [2: 5, 3: [2: text]]).host(),
    ]

    private static let key = CampaignKey(Secret([UInt8](repeating: 7, count: CampaignKey.byteCount)))

    private static func policy(
        without kind: PersonalData? = nil,
        signed: Bool = true,
        host: Bool = true
    ) -> RedactionPolicy {
        var policy = RedactionPolicy(hashed: Set(PersonalData.ofCards + PersonalData.ofKeys))
        if let kind { policy.hashed.remove(kind) }
        policy.changesSignedData = signed
        policy.changesHostData = host
        return policy
    }

    private static func record(_ messages: [[UInt8]], _ policy: RedactionPolicy) throws -> String {
        let folder = try TemporaryFolder()
        let redaction = Redaction(policy: policy, campaign: try #require(key))
        let writer = try RecordingWriter(creating: folder.file(), header: Samples.header(), elapsed: { .zero })
        var transcript = ReportTranscript(redaction: redaction)
        for (index, message) in messages.enumerated() {
            for report in try Samples.message(.cbor, message).reports() {
                let events =
                    index.isMultiple(of: 2) ? try transcript.send(report).events : transcript.receive(report)
                for event in events { try writer.append(event, on: .hid) }
            }
        }
        try writer.finish()
        return try folder.text()
    }

    @Test(arguments: plants) func noneIsWritten(_ plant: Plant) throws {
        let text = try Self.record([plant.request, plant.answer], Self.policy())
        #expect(text.contains(#""kind":"request""#) && text.contains(#""kind":"response""#))
        #expect(!text.contains(Self.cry))
    }

    /// Without its rule, or without the words about signed bytes and the host's own, each would be there.
    @Test(arguments: plants) func anyRuleLeftOutIsNoticed(_ plant: Plant) throws {
        let messages = [plant.request, plant.answer]
        #expect(try Self.record(messages, Self.policy(without: plant.kind)).contains(Self.cry))
        #expect(try Self.record(messages, Self.policy(signed: false)).contains(Self.cry) == plant.alsoSigned)
        #expect(try Self.record(messages, Self.policy(host: false)).contains(Self.cry) == plant.alsoHost)
    }

    /// By default nothing of a key is changed.
    @Test(arguments: plants) func theUsualPolicyLeavesKeysAsTheyAre(_ plant: Plant) throws {
        #expect(try Self.record([plant.request, plant.answer], .standard).contains(Self.cry))
    }

    /// A host that sends back what it was told sends back what the recording says it was told.
    @Test func whatIsSentBackHasTheHashThatWasTold() throws {
        let id = Array("a credential of somebody's own".utf8)
        let told: [UInt8] = [0] + ([7: ["id": .bytes(id)]] as CBORItem).encoded()
        let sent: [UInt8] = [2] + ([1: "example.test", 3: [["id": .bytes(id)]]] as CBORItem).encoded()
        let text = try Self.record([[0x0A, 0xA1, 0x01, 0x04], told, sent], Self.policy(signed: false, host: false))
        let hash = try Hex.encode(#require(Self.key).hash(id, as: .credentialID).filling(id.count))
        #expect(text.ranges(of: hash).count == 2 && !text.contains(Hex.encode(id)), "\(text)")
        #expect(text.contains(Hex.encode(Array("example.test".utf8))), "the host brings that again")
    }

    /// A host that hashes a name that it was told comes to the hash that it is told.
    @Test func aRelyingPartysHashIsThatOfItsNewName() throws {
        let hash = Array(SHA256.hash(data: Array("clinic.test".utf8)))
        let told: [UInt8] = [0] + ([3: ["id": "clinic.test"], 4: .bytes(hash)] as CBORItem).encoded()
        let text = try Self.record([[0x0A, 0xA1, 0x01, 0x02], told], Self.policy(signed: false, host: false))
        let name = try #require(Self.key).hash(Array("clinic.test".utf8), as: .relyingParty).filling(11)
            .map { UInt8(ascii: "a") + $0 & 0x0F }
        #expect(text.contains(Hex.encode(name)) && text.contains(Hex.encode(Array(SHA256.hash(data: name)))), "\(text)")
    }

    /// Answers in pieces that make no message may hold anything.
    @Test func brokenAnswersAreHidden() throws {
        var transcript = ReportTranscript(redaction: Redaction(policy: Self.policy()))
        for report in try Samples.message(.cbor, [0x0A, 0xA1, 0x01, 0x04]).reports() { _ = try transcript.send(report) }
        var report = try #require(try Samples.message(.cbor, [0] + Array("CANARY".utf8)).reports().first)
        // Not zeros behind the end: no framing that could be made again.
        report[63] = 1
        let events = transcript.receive(report) + transcript.drainReceived()
        guard case .report(.in, let written)? = events.first else {
            Issue.record("\(events)")
            return
        }
        #expect(!Hex.encode(written.bytes).contains(Self.cry))
    }

    /// A key with credentials of somebody's is listed through libfido2, and the recording of it replays under hashes alone.
    @Test func aListingReplaysThroughTheLibrary() throws {
        let folder = try TemporaryFolder()
        let pin = CeremonyScenario.pin
        let limit = Duration.seconds(5)
        let device = SoftwareReportChannel(SoftwareAuthenticator(model: CeremonyScenario.credentialManagement.model))
        _ = try CeremonyScenario.credentialManagement.run(LibFIDO2Client(over: device), pin: pin)
        func list(_ channel: any ReportChannel) throws -> [String] {
            let client = LibFIDO2Client(over: channel)
            defer { client.close() }
            _ = try client.open(within: limit)
            let answer = try client.relyingParties(pin: pin, within: limit)
            guard case .value(let names) = answer else { return ["\(answer)"] }
            return try names + names.map { "\(try client.credentialCount(of: $0, pin: pin, within: limit))" }
        }
        let redaction = Redaction(policy: Self.policy(signed: false, host: false))
        let header = RecordingHeader(
            tool: "t",
            capturedAt: UTCTimestamp(secondsSinceEpoch: 0),
            device: RecordedDevice(kind: .securityKey, name: "key", usb: nil),
            channels: [.hid],
            redaction: redaction.record
        )
        let writer = try RecordingWriter(creating: folder.file(), header: header)
        // The first host has closed it; the key remembers.
        device.reopen()
        let again = try RecordingReportChannel(wrapping: device, writer: writer, redaction: redaction)
        let live = try list(again)
        try writer.finish()
        #expect(live.first == "relying-party.test", "\(live)")
        let text = try folder.text()
        for person in ["relying-party.test", "handle one", "handle two"] {
            #expect(!text.contains(Hex.encode(Array(person.utf8))), "\(person)")
        }
        let replay = Replay(try Recording(reading: folder.file()))
        let replayed = try list(replay.openReportChannel())
        try replay.finish()
        #expect(replayed.count == live.count && replayed.dropFirst() == live.dropFirst())
        #expect(replayed.first?.count == live.first?.count && replayed.first != live.first)
    }
}
