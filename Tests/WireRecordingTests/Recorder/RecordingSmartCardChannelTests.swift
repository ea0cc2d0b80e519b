import DeviceTransport
import ISO7816
import Octets
import Testing
import TransportTesting

@testable import WireRecording

@Suite struct RecordingSmartCardChannelTests {
    static func record(
        _ script: [ScriptedSmartCardChannel.Step],
        to path: String,
        readerName: String = "Example Twin (9C4B6F3E) 00 00",
        _ body: (RecordingSmartCardChannel) throws -> Void
    ) throws {
        let card = ScriptedSmartCardChannel(readerName: readerName, answerToReset: [0x3B, 0x00], script)
        let writer = try RecordingWriter(creating: path, header: Samples.header([.card]), elapsed: { .zero })
        let recorder = try RecordingSmartCardChannel(wrapping: card, writer: writer)
        try body(recorder)
        recorder.close()
        #expect(card.isFinished)
        #expect(card.isClosed)
        try writer.finish()
    }

    private static let pin = Array("13579753".utf8)

    struct Row: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let command: [UInt8]
        let answer: [UInt8]
        let written: String
        let answered: String

        init(_ name: String, _ command: String, _ answer: String, _ written: String, _ answered: String? = nil) {
            testDescription = name
            self.command = (try? Hex.decode(command.filter { $0 != " " })) ?? []
            self.answer = (try? Hex.decode(answer)) ?? []
            self.written = written
            self.answered = answered ?? #""data":"\#(answer)""#
        }
    }

    private static let digits = Hex.encode(pin)
    private static let zeros = String(repeating: "00", count: 8)

    @Test(
        arguments: [
            Row("VERIFY", "00200080 08" + digits, "9000", #"0020008008\#(zeros)","mask":[[5,8,"redacted"]]"#),
            Row("VERIFY, refused", "00200080 08" + digits, "63c2", #"0020008008\#(zeros)","mask":[[5,8,"redacted"]]"#),
            Row(
                "VERIFY, extended",
                "00200080 000008" + digits,
                "9000",
                #"00200080000008\#(zeros)","mask":[[7,8,"redacted"]]"#
            ),
            Row(
                "VERIFY with Le",
                "00200080 08" + digits + "00",
                "9000",
                #"0020008008\#(zeros)00","mask":[[5,9,"redacted"]]"#
            ),
            Row("VERIFY, tries left", "00200080", "63c3", #""data":"00200080""#),
            Row("VERIFY, tries left, with Le", "0020008000", "63c3", #""data":"0020008000""#),
            Row("CHANGE REFERENCE DATA", "00240080 10" + digits + digits, "9000", #"[[5,16,"redacted"]]"#),
            Row("RESET RETRY COUNTER", "002c0080 10" + digits + digits, "9000", #"[[5,16,"redacted"]]"#),
            Row("VERIFY on another logical channel", "41200080 08" + digits, "9000", #"[[5,8,"redacted"]]"#),
            Row("SELECT under secure messaging", "0ca40400 08" + digits, "9000", #"[[5,8,"redacted"]]"#),
            Row("a vendor's key change", "00ff ffff 08" + digits, "9000", #"[[5,8,"redacted"]]"#),
            Row("EXTERNAL AUTHENTICATE", "84820100 08" + digits, "9000", #"[[5,8,"redacted"]]"#),
            Row("a command with a lie about its length", "00200080 02" + digits, "6700", #"[[5,8,"redacted"]]"#),
            Row("SELECT", "00a4040005a00000030800", "9000", #""data":"00a4040005a00000030800""#),
            Row("GET CHALLENGE", "0084000008", digits + "9000", #""data":"0084000008""#),
            Row(
                "GET DATA",
                "00cb3fff055c035fc10200",
                digits + "6110",
                #""data":"00cb3fff055c035fc10200""#,
                #""data":"\#(zeros)6110","mask":[[0,8,"redacted"]]"#
            ),
            Row("READ BINARY", "00b0000000", digits + "9000", #""data":"00b0000000""#, #""mask":[[0,8,"redacted"]]"#),
            Row("READ RECORD, empty", "00b2010400", "6a83", #""data":"00b2010400""#),
            Row("NFCCTAP_MSG getInfo", "80100000010400", "9000", #""data":"80100000010400""#),
            Row("one byte", "00", "6700", #""data":"00""#),
            Row("nothing", "", "6700", #""data":"""#),
        ]
    )
    func writesNoSecretAndNothingPersonal(_ row: Row) throws {
        let folder = try TemporaryFolder()
        try Self.record([.exchange(row.command, .success(row.answer))], to: folder.file()) { channel in
            let answer = try channel.transmit(row.command, within: .zero)
            #expect(answer == row.answer)
        }
        let text = try folder.text()
        let lines = try folder.lines()
        #expect(lines[2].contains(row.written), "\(lines[2])")
        #expect(lines[3].contains(row.answered), "\(lines[3])")
        #expect(row.testDescription == "GET CHALLENGE" || !text.contains(Self.digits))
        // What is free in the recording is free at replay: nobody knows the PIN any more.
        let replay = Replay(try Recording(reading: folder.file()))
        let channel = try replay.openSmartCardChannel()
        #expect(try channel.transmit(row.command, within: .zero).count == row.answer.count)
        channel.close()
        try replay.finish()
    }

    @Test func hidesTheRestOfADataObjectToo() throws {
        let folder = try TemporaryFolder()
        let get: [UInt8] = [0x00, 0xCB, 0x3F, 0xFF, 0x05, 0x5C, 0x03, 0x5F, 0xC1, 0x02]
        let more: [UInt8] = [0x00, 0xC0, 0x00, 0x00, 0x08]
        let script: [ScriptedSmartCardChannel.Step] = [
            .exchange(get, .success([0x61, 0x08])), .exchange(more, .success(Self.pin + [0x90, 0x00])),
        ]
        try Self.record(script, to: folder.file()) { channel in
            _ = try channel.transmit(get, within: .zero)
            _ = try channel.transmit(more, within: .zero)
        }
        #expect(!(try folder.text()).contains(Self.digits))
    }

    @Test(arguments: ["801000000606a201020205", "901000000104", "8010000005016100", "801000000806a20102020500 00"])
    func refusesAPINCeremonyInCTAP(_ command: String) throws {
        let folder = try TemporaryFolder()
        let bytes = try Hex.decode(command.filter { $0 != " " })
        try Self.record([], to: folder.file()) { channel in
            let error = #expect(throws: TransportError.self) { try channel.transmit(bytes, within: .zero) }
            #expect(error?.code == .refusedByGuard)
        }
        #expect(try folder.lines().count == 4)
    }

    @Test func writesResetsAttributesControlsAndFailures() throws {
        let folder = try TemporaryFolder()
        let removed = TransportError(
            .cardRemoved,
            operation: "SCardReconnect",
            subject: "Example Twin (9C4B6F3E) 00 00",
            original: .init(source: "pcsc-lite", number: 0x8010_0069, name: "SCARD_W_REMOVED_CARD")
        )
        let script: [ScriptedSmartCardChannel.Step] = [
            .reset(.cold, .success([0x3B, 0x01, 0x02])), .attribute(0x0001_0100, .success(Array("Example".utf8))),
            .attribute(0x0001_0103, .success(Array("9C4B6F3E".utf8))), .control(0x4200_0D48, [], .success([1])),
            .reset(.warm, .failure(removed)),
        ]
        try Self.record(script, to: folder.file()) { channel in
            #expect(try channel.reset(.cold, within: .zero) == [0x3B, 0x01, 0x02])
            #expect(channel.answerToReset == [0x3B, 0x01, 0x02])
            _ = try channel.attribute(0x0001_0100, within: .zero)
            _ = try channel.attribute(0x0001_0103, within: .zero)
            _ = try channel.control(0x4200_0D48, [], within: .zero)
            #expect(throws: removed) { try channel.reset(.warm, within: .zero) }
        }
        let text = try folder.text()
        #expect(text.contains(#""kind":"connect","reader":"Example Twin 00 00","protocol":"T=1","atr":"3b00"}"#))
        #expect(!text.contains("9C4B6F3E"))
        #expect(!text.contains(Hex.encode("9C4B6F3E".utf8)))

        let replay = Replay(try Recording(reading: folder.file()))
        let channel = try replay.openSmartCardChannel()
        #expect(channel.readerName == "Example Twin 00 00")
        #expect(channel.activeProtocol == .t1)
        #expect(channel.answerToReset == [0x3B, 0x00])
        #expect(try channel.reset(.cold, within: .zero) == [0x3B, 0x01, 0x02])
        #expect(channel.answerToReset == [0x3B, 0x01, 0x02])
        #expect(try channel.attribute(0x0001_0100, within: .zero) == Array("Example".utf8))
        #expect(try channel.attribute(0x0001_0103, within: .zero) == Array(repeating: 0, count: 8))
        #expect(try channel.control(0x4200_0D48, [], within: .zero) == [1])
        let error = #expect(throws: TransportError.self) { try channel.reset(.warm, within: .zero) }
        #expect(error == removed)
        #expect(error?.original == removed.original)
        channel.close()
        try replay.finish()
    }
}
