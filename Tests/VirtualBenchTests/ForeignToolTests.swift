import BenchTesting
import Foundation
import Testing

/// The bench proves itself with programs that know nothing of it.
@Suite(.enabled(if: Availability.isBenchAvailable, "\(Availability.reason)"), .timeLimit(.minutes(2)))
struct ForeignToolTests {
    private static let pivATR = "3b:9b:18:81:31:fe:45:80:73:00:21:c0:55:54:53:50:49:56:87\n"

    @Test(.enabled(if: Availability.hasTool("opensc-tool"), "opensc-tool is not installed"))
    func openSCSeesReadersAndCards() async throws {
        let bench = try await VirtualBenchProcess.start()
        let reader = try await bench.plugReader()
        let omnikey = try await bench.plugReader(model: "omnikey-3x21", USBTraits(serial: "SN-7", port: "1-4.2"))
        #expect(reader.isSeen && omnikey.isSeen)
        #expect(omnikey.port == "1-4.2")
        try await bench.insertCard(into: reader)
        let list = try await bench.run("opensc-tool", ["--list-readers"])
        let rows = list.lines.dropFirst(2).map { $0.split(separator: " ", maxSplits: 2).map(String.init) }
        #expect(rows.map { Array($0.prefix(2)) } == [["0", "Yes"], ["1", "No"]], "\(list)")
        #expect(list.output.contains("Touchstone Virtual Reader 00 00"), "\(list)")
        #expect(list.output.contains("HID Global OMNIKEY 3x21 Smart Card Reader (SN-7) 01 00"), "\(list)")
        #expect(try await bench.run("opensc-tool", ["--reader", "0", "--atr"]).output == Self.pivATR)
    }

    @Test(.enabled(if: Availability.hasTool("opensc-tool"), "opensc-tool is not installed"))
    func openSCTalksToTheCard() async throws {
        let bench = try await VirtualBenchProcess.start()
        let reader = try await bench.plugReader()
        try await bench.insertCard(into: reader, model: "piv-t0")
        let select = "00:A4:04:00:09:A0:00:00:03:08:00:00:10:00"
        let run = try await bench.run("opensc-tool", ["--card-driver", "default", "--send-apdu", select])
        #expect(run.output.contains("SW1=0x90, SW2=0x00") || run.output.contains("SW1=0x61"), "\(run)")
    }

    @Test(
        .enabled(if: Availability.hasTool("pkcs15-tool"), "pkcs15-tool is not installed"),
        arguments: ["piv-t1", "piv-t0", "piv-both", "contactless"]
    )
    func openSCReadsWhatIsOnTheCard(_ model: String) async throws {
        let bench = try await VirtualBenchProcess.start()
        let reader = try await bench.plugReader()
        try await bench.insertCard(into: reader, model: model)
        let name = try await bench.run("piv-tool", ["--name"])
        #expect(name.output.contains("Personal Identity Verification Card"), "\(name)")
        let dump = try await bench.run("pkcs15-tool", ["--dump"])
        #expect(dump.output.contains("PKCS#15 Card [555000000042 Synthia Holder]"), "\(dump)")
        #expect(dump.output.contains("ModLength      : 2048"), "\(dump)")
        for (certificate, minimum) in [("01", 0), ("02", 256), ("03", 2048)] {
            let read = try await bench.run("pkcs15-tool", ["--read-certificate", certificate])
            let text = read.output.components(separatedBy: "-----")
            let der = text.count > 2 ? Data(base64Encoded: text[2], options: .ignoreUnknownCharacters) : nil
            #expect(der.map { $0.count > minimum } ?? false, "\(read)")
        }
    }

    @Test(.enabled(if: Availability.hasTool("fido2-token"), "fido2-token is not installed"))
    func libfido2SeesKeys() async throws {
        let bench = try await VirtualBenchProcess.start()
        let first = try await bench.plugKey(USBTraits(serial: "K-1"))
        let second = try await bench.plugKey(model: "u2f", USBTraits(ids: "1050:0120", product: "Security Key"))
        let list = try await bench.run("fido2-token", ["-L"])
        let expected = [
            "\(first.node): vendor=0x1209, product=0xf1d2 (Touchstone Model Two)",
            "\(second.node): vendor=0x1050, product=0x0120 (Touchstone Security Key)",
        ]
        #expect(list.lines.sorted() == expected, "\(list)")
        let information = try await bench.run("fido2-token", ["-I", first.node])
        #expect(information.lines.contains("version strings: FIDO_2_0, FIDO_2_1"), "\(information)")
        #expect(information.lines.contains("aaguid: 746f75636873746f6e652d74776f2d31"))
    }

    @Test(.enabled(if: Availability.hasTool("opensc-tool"), "opensc-tool is not installed"))
    func aCompositeKeyHasTwoFaces() async throws {
        let bench = try await VirtualBenchProcess.start()
        let key = try await bench.plugKey(card: "piv-t1", USBTraits(ids: "1050:0407", serial: "42", port: "1-3"))
        let reader = try #require(key.reader)
        #expect(reader.isSeen && reader.port == key.port)
        let list = try await bench.run("opensc-tool", ["--list-readers"])
        #expect(list.output.contains("Yubico YubiKey OTP+FIDO+CCID [CCID] (42) 00 00"), "\(list)")
        #expect(try await bench.run("opensc-tool", ["--atr"]).output == Self.pivATR)
        try await bench.unplug(key)
        let after = try await bench.run("opensc-tool", ["--list-readers"])
        #expect(!after.output.contains("YubiKey"), "\(after)")
    }

    @Test(.enabled(if: Availability.hasTool("opensc-tool"), "opensc-tool is not installed"))
    func sixteenReadersAtOnce() async throws {
        let bench = try await VirtualBenchProcess.start()
        for _ in 0..<16 { #expect(try await bench.plugReader().isSeen) }
        let list = try await bench.run("opensc-tool", ["--list-readers"])
        #expect(list.lines.count == 2 + 16, "\(list)")
        // pcscd's own limit; the bench must survive it.
        let seventeenth = try await bench.request("plug-reader", [:], within: .seconds(20))
        #expect(!seventeenth.flag("seen"))
        #expect(try await bench.run("opensc-tool", ["--list-readers"]).lines.count == 2 + 16)
    }

    @Test(.enabled(if: Availability.hasTool("opensc-tool"), "opensc-tool is not installed"))
    func anUnknownReaderIsNoReader() async throws {
        let bench = try await VirtualBenchProcess.start()
        let reader = try await bench.plugReader(USBTraits(ids: "dead:beef"))
        #expect(!reader.isSeen)
        #expect(try await bench.run("opensc-tool", ["--list-readers"]).output.contains("No smart card readers found"))
    }
}
