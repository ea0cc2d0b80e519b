import CBORTree
import CTAPMessages
import DeviceTransport
import Octets
import Testing

@testable import WireRecording

/// Secrets planted in every field that can carry one: none is in the recording, and any rule left out is noticed.
@Suite struct CanaryTests {
    /// A conversation that carries one canary for each rule.
    struct Plant: CustomTestStringConvertible, Sendable {
        let rule: MaskRule
        let request: [UInt8]
        let answer: [UInt8]

        var testDescription: String { rule.rawValue }

        init(_ rule: MaskRule, _ command: UInt8, _ parameters: CBORItem, answer: CBORItem? = nil) {
            self.rule = rule
            request = [command] + parameters.encoded()
            self.answer = [0] + (answer?.encoded() ?? [])
        }
    }

    /// Bytes that name the field they were planted in.
    static func canary(_ rule: MaskRule, _ count: Int) -> CBORItem {
        let text = "CANARY \(rule.rawValue) ".utf8
        return .bytes((0..<count).map { Array(text)[$0 % text.count] })
    }

    private static func key(_ x: MaskRule, _ y: MaskRule) -> CBORItem {
        [1: 2, 3: -25, -1: 1, -2: canary(x, 32), -3: canary(y, 32)]
    }

    private static let plants: [Plant] = {
        let host = key(.hostKeyX, .hostKeyY)
        let device = key(.deviceKeyX, .deviceKeyY)
        let salted: CBORItem = [1: host, 2: canary(.salts, 80), 3: canary(.saltAuth, 32), 4: 2]
        return [
            Plant(.deviceKeyX, 6, [1: 2, 2: 2], answer: [1: device]),
            Plant(.deviceKeyY, 6, [1: 2, 2: 2], answer: [1: device]),
            Plant(.hostKeyX, 6, [1: 2, 2: 9, 3: host, 6: canary(.pinHash, 32), 9: 1]),
            Plant(.hostKeyY, 6, [1: 2, 2: 9, 3: host, 6: canary(.pinHash, 32), 9: 1]),
            Plant(.pinHash, 6, [1: 1, 2: 5, 3: host, 6: canary(.pinHash, 16)]),
            Plant(.newPIN, 6, [1: 2, 2: 3, 3: host, 4: canary(.pinAuth, 32), 5: canary(.newPIN, 80)]),
            Plant(.pinAuth, 6, [1: 1, 2: 3, 3: host, 4: canary(.pinAuth, 16), 5: canary(.newPIN, 64)]),
            Plant(.token, 6, [1: 2, 2: 9, 3: host, 6: canary(.pinHash, 32), 9: 1], answer: [2: canary(.token, 48)]),
            Plant(.redacted, 6, [1: 2, 2: 2], answer: [1: device, 9: canary(.redacted, 40)]),
            Plant(.salts, 2, [1: "a", 4: ["hmac-secret": salted]]),
            Plant(.saltAuth, 1, [6: ["hmac-secret-mc": salted]]),
            Plant(.largeBlobKey, 2, [1: "a"], answer: [7: canary(.largeBlobKey, 32)]),
            Plant(.largeBlobs, 12, [2: canary(.largeBlobs, 90), 3: 0, 4: 90]),
        ]
    }()

    private static func record(_ plant: Plant, without rules: Set<MaskRule> = []) throws -> String {
        let folder = try TemporaryFolder()
        let writer = try RecordingWriter(creating: folder.file(), header: Samples.header())
        var fields = SecretFields()
        fields.rules.subtract(rules)
        var transcript = ReportTranscript(fields: fields)
        for report in try Samples.message(.cbor, plant.request).reports() {
            for event in try transcript.send(report).events { try writer.append(event, on: .hid) }
        }
        for report in try Samples.message(.cbor, plant.answer).reports() {
            for event in transcript.receive(report) { try writer.append(event, on: .hid) }
        }
        try writer.finish()
        return try folder.text()
    }

    private static let cry = Hex.encode(Array("CANARY".utf8))

    @Test(arguments: plants) func noneIsWritten(_ plant: Plant) throws {
        let text = try Self.record(plant)
        #expect(text.contains(#""kind":"request""#) && text.contains(#""kind":"response""#))
        #expect(!text.contains(Self.cry))
    }

    @Test(arguments: plants) func anyRuleLeftOutIsNoticed(_ plant: Plant) throws {
        // In answers about PINs the general rule stands behind each special one: it goes as well, and is not enough.
        if plant.rule != .redacted { #expect(try !Self.record(plant, without: [.redacted]).contains(Self.cry)) }
        #expect(try Self.record(plant, without: [plant.rule, .redacted]).contains(Self.cry))
    }

    /// A rule that is not planted would be one that can be taken out unnoticed.
    @Test func everyRuleIsPlanted() {
        let elsewhere: Set<MaskRule> = [.initNonce, .channelID]
        #expect(Set(Self.plants.map(\.rule)).union(elsewhere) == Set(MaskRule.allCases))
    }
}
