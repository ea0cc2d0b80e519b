import DeviceTransport
import Octets
import Testing

@testable import WireRecording

/// Secrets and personal data of a card and its reader: none is in the recording, and any rule left out is noticed.
struct CardCanaryTests {
    /// What is planted under each rule.
    private static let plants:
        [(rule: CardTranscript.Rule, plant: @Sendable (inout CardTranscript) throws -> [RecordedEvent.Kind])] = [
            (
                .commandBodies,
                { transcript in [try transcript.command([0x00, 0x20, 0x00, 0x80, 0x08] + Array("CANARYPN".utf8))] }
            ),
            (
                .dataObjects,
                { transcript in
                    let command = try transcript.command([
                        0x00, 0xCB, 0x3F, 0xFF, 0x05, 0x5C, 0x03, 0x5F, 0xC1, 0x05, 0x00,
                    ])
                    return [command, transcript.answer(Array("CANARY 943 476 5919".utf8) + [0x90, 0x00])]
                }
            ),
            (.attributes, { transcript in [transcript.value(Array("CANARY-SN".utf8), ofAttribute: 0x0001_0103)] }),
        ]

    private static let cry = Hex.encode(Array("CANARY".utf8))

    private static func record(_ rule: CardTranscript.Rule, without left: CardTranscript.Rule? = nil) throws -> String {
        let folder = try TemporaryFolder()
        let writer = try RecordingWriter(creating: folder.file(), header: Samples.header([.card]), elapsed: { .zero })
        var transcript = CardTranscript(Redaction())
        if let left { transcript.rules.remove(left) }
        for entry in plants where entry.rule == rule {
            for event in try entry.plant(&transcript) { try writer.append(event, on: .card) }
        }
        try writer.finish()
        return try folder.text()
    }

    @Test(arguments: CardTranscript.Rule.allCases)
    func noneIsWritten(_ rule: CardTranscript.Rule) throws {
        let text = try Self.record(rule)
        #expect(text.contains(#""mask""#))
        #expect(!text.contains(Self.cry))
    }

    @Test(arguments: CardTranscript.Rule.allCases)
    func anyRuleLeftOutIsNoticed(_ rule: CardTranscript.Rule) throws {
        #expect(try Self.record(rule, without: rule).contains(Self.cry))
    }

    /// The device's own strings in the header, and the serial number that tells where it is hidden in them.
    @Test func serialNumberInNamesIsNoticedToo() throws {
        let usb = USBIdentity(
            vendorID: 0x1209,
            productID: 1,
            product: "Key CANARY-SN",
            serialNumber: "CANARY-SN",
            portPath: "1-1"
        )
        func text(_ usb: USBIdentity?) throws -> String {
            let folder = try TemporaryFolder()
            let device = RecordedDevice(kind: .reader, name: "Reader CANARY-SN", usb: usb)
            let header = RecordingHeader(
                tool: "t",
                capturedAt: UTCTimestamp(secondsSinceEpoch: 0),
                device: device,
                channels: [.card]
            )
            try RecordingWriter(creating: folder.file(), header: header, elapsed: { .zero }).finish()
            return try folder.text()
        }
        #expect(try !text(usb).contains("CANARY"))
        #expect(try text(nil).contains("CANARY"), "without the rule it would be there")
    }
}
