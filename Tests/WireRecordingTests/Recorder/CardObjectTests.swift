import DeviceTransport
import Octets
import SoftwareCard
import Testing
import TransportTesting

@testable import WireRecording

/// What of a card's data objects stands in a recording.
@Suite struct CardObjectTests {
    private static let select = "00a4040009a0000003080000100000"
    private static let certificates = ["5fc101", "5fc105", "5fc10a", "5fc10b"]

    /// Values of the software card that tell who its holder is, and the rule that each falls under.
    private static let canaries: [(kind: PersonalData, bytes: [UInt8])] = [
        (.certificateSubject, Array("555000000042 Synthia Holder".utf8)),
        (.cardHolderFASCN, object("5fc102")[4..<29].map(\.self)),
        (.cardHolderGUID, object("5fc102")[31..<47].map(\.self)),
        (.serialNumber, object("5fc107")[4..<25].map(\.self)),
        (.certificateSerial, [0x73, 0xDD, 0x93, 0xB8, 0xEA, 0x0F, 0xF8, 0xA3]),
    ]

    private static let key = CampaignKey(Secret([UInt8](repeating: 7, count: CampaignKey.byteCount)))

    private static func object(_ tag: String) -> [UInt8] {
        let card = SoftwareCard(model: .pivT1)
        let commands = [select, "00cb3fff00000\(tag.count / 2 + 2)5c0\(tag.count / 2)\(tag)0000"]
        let answers = commands.compactMap { (try? Hex.decode($0)).flatMap { card.respond(to: $0) } }
        return Array((answers.last ?? []).dropLast(2))
    }

    /// The object as a recording holds it, read in one part or in several.
    private static func written(
        _ tag: String,
        parts: [Int]? = nil,
        campaign: CampaignKey? = key,
        unredacted: Set<PersonalData> = []
    ) throws -> [UInt8] {
        var redaction = CardObjectRedaction(
            tag: try #require(UInt32(tag, radix: 16)),
            campaign: try #require(campaign),
            unredacted: unredacted
        )
        var rest = object(tag)[...]
        var written: [UInt8] = []
        for count in parts ?? [rest.count] {
            let part = redaction.part(Array(rest.prefix(count)))
            #expect(part.bytes.count == min(count, rest.count))
            written += part.bytes
            rest = rest.dropFirst(count)
        }
        return written
    }

    private static func contains(_ bytes: [UInt8], _ canary: [UInt8]) -> Bool {
        Hex.encode(bytes).contains(Hex.encode(canary))
    }

    @Test func noCanarySings() throws {
        for tag in Self.certificates + ["5fc102", "5fc107", "7e", "5fc109"] {
            for parts in [nil, Array(repeating: 256, count: 16), Array(repeating: 100, count: 40)] {
                let written = try Self.written(tag, parts: parts)
                for canary in Self.canaries {
                    #expect(!Self.contains(written, canary.bytes), "\(canary.kind) in \(tag)")
                }
            }
        }
    }

    /// Under each rule there is a canary, so that none can go unnoticed.
    @Test func withoutItsRuleEveryCanarySings() throws {
        for canary in Self.canaries {
            let isHeard = try (Self.certificates + ["5fc102", "5fc107"])
                .contains { tag in
                    Self.contains(try Self.written(tag, unredacted: [canary.kind]), canary.bytes)
                }
            #expect(isHeard, "\(canary.kind)")
        }
    }

    @Test(arguments: certificates)
    func aCertificateStaysOne(_ tag: String) throws {
        let (live, written) = (Self.object(tag), try Self.written(tag))
        #expect(live.count == written.count && written.prefix(4) == live.prefix(4))
        // 1 January 2024 as UTCTime, 2054 as GeneralizedTime, and the issuer.
        let kept = ["240101000000Z", "20540101000000Z", "Touchstone Test Card Authority"].map { Array($0.utf8) }
        for text in kept { #expect(Self.contains(written, text)) }
        let algorithms: [[UInt8]] =
            tag == "5fc10a"
            ? [[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01], [0x02, 0x82, 0x01, 0x01]]
            : [[0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07], [0x03, 0x42, 0x00, 0x04]]
        for bytes in algorithms { #expect(Self.contains(written, bytes)) }
        // Sixteen letters over and over, in the place of the name.
        let subject = Self.key?.hash(Self.canaries[0].bytes, as: .certificateSubject).filling(27) ?? []
        #expect(Self.contains(written, subject.map { UInt8(ascii: "a") + $0 & 0x0F }))
        #expect(!Self.contains(written, Array("holder.touchstone.invalid".utf8)))
    }

    @Test func equalValuesHaveEqualNamesInACampaign() throws {
        let other = CampaignKey(Secret([UInt8](repeating: 8, count: CampaignKey.byteCount)))
        #expect(try Self.written("5fc102") == Self.written("5fc102"))
        #expect(try Self.written("5fc102") != Self.written("5fc102", campaign: other))
        #expect(try Self.written("7e") == Self.object("7e"))
        let holder = try Self.written("5fc102")
        #expect(Self.contains(holder, Array("20531231".utf8)) && holder.count == Self.object("5fc102").count)
    }

    /// However the answer is cut, what may be written of a byte is the same, or zero.
    @Test(arguments: [1, 2, 7, 100, 255, 256])
    func partsDoNotChangeTheJudgement(_ count: Int) throws {
        for tag in Self.certificates + ["5fc102", "5fc107"] {
            let whole = try Self.written(tag)
            let parts = try Self.written(tag, parts: Array(repeating: count, count: whole.count / count + 1))
            #expect(whole.count == parts.count)
            for (position, pair) in zip(whole, parts).enumerated() where pair.0 != pair.1 {
                #expect(pair.1 == 0, "byte \(position) of \(tag)")
            }
        }
    }

    @Test func whatIsNotUnderstoodIsZeros() throws {
        for tag in ["5fc109", "5fc103", "123456"] {
            var redaction = CardObjectRedaction(tag: UInt32(tag, radix: 16) ?? 0, campaign: try #require(Self.key))
            let part = redaction.part([0x53, 0x05, 0x01, 0x03, 0x41, 0x42, 0x43])
            #expect(part.bytes == [0x53, 0x05, 0, 0, 0, 0, 0] && part.masks == [Mask(2..<7, .redacted)])
        }
        // A compressed certificate.
        var redaction = CardObjectRedaction(tag: 0x5FC105, campaign: try #require(Self.key))
        let part = redaction.part([0x53, 0x0B, 0x70, 0x04, 0x1F, 0x8B, 0x08, 0x41, 0x71, 0x01, 0x01, 0xFE, 0x00])
        #expect(part.bytes == [0x53, 0x0B, 0x70, 0x04, 0, 0, 0, 0, 0x71, 0x01, 0x01, 0xFE, 0x00])
    }

    /// Damage at every byte and every length gives bytes of the same number, without a trap and without the name.
    @Test func survivesDamage() throws {
        let object = Self.object("5fc10a")
        for position in stride(from: 0, to: object.count, by: 3) {
            for value in [UInt8(0x00), 0x7F, 0x80, 0x82, 0x84, 0xFF] {
                var damaged = object
                damaged[position] = value
                var redaction = CardObjectRedaction(tag: 0x5FC10A, campaign: try #require(Self.key))
                #expect(redaction.part(damaged).bytes.count == object.count)
            }
        }
        var redaction = CardObjectRedaction(tag: 0x5FC10A, campaign: try #require(Self.key))
        let bomb = redaction.part([UInt8](repeating: 0x30, count: 20_000))
        #expect(bomb.bytes.allSatisfy { $0 == 0 })
        #expect(redaction.part(Self.canaries[0].bytes).bytes.allSatisfy { $0 == 0 })
    }

    @Test func onlyGetDataOfOneTagIsRead() throws {
        let rows: [(String, UInt32?)] = [
            ("00cb3fff055c035fc10500", 0x5FC105), ("00cb3fff035c017e00", 0x7E),
            ("00cb3fff0000055c035fc1050000", 0x5FC105), ("00cb3fff055d035fc10500", nil),
            ("00cb00ff055c035fc10500", nil),
            ("00ca3fff055c035fc10500", nil), ("00cb3fff055c045fc10500", nil), ("00cb3fff", nil),
        ]
        for (command, tag) in rows {
            #expect(CardObjectRedaction.requestedTag(try Hex.decode(command)) == tag, "\(command)")
        }
    }

    /// A recorded card plays: what was said of it holds again, hashes in the place of names.
    @Test func aRecordedCardPlaysItsObjects() throws {
        let folder = try TemporaryFolder()
        let writer = try RecordingWriter(creating: folder.file(), header: Samples.header([.card]))
        let live = try RecordingSmartCardChannel(
            wrapping: SoftwareCardChannel(SoftwareCard()),
            writer: writer,
            redaction: Redaction(campaign: try #require(Self.key))
        )
        let commands = try [Self.select, "00cb3fff055c035fc10a00", "00c0000000", "00c0000000"]
            .map { try Hex.decode($0) }
        let answers = try commands.map { try live.transmit($0, within: .seconds(1)) }
        live.close()
        try writer.finish()
        let replay = Replay(try Recording(reading: folder.file()))
        let channel = try replay.openSmartCardChannel()
        let played = try commands.map { try channel.transmit($0, within: .seconds(1)) }
        try replay.finish()
        #expect(played.map(\.count) == answers.map(\.count))
        #expect(zip(played, answers).allSatisfy { $0.suffix(2) == $1.suffix(2) })
        #expect(Self.contains(played[1], Array("240101000000Z".utf8)))
        #expect(!Self.contains(played.joined().map(\.self), Self.canaries[0].bytes))
    }
}
