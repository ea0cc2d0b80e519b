import RecordingImport
import Testing

@Suite("Logs that cannot be imported")
struct BadLogTests {
    struct BadLog: Sendable, CustomTestStringConvertible {
        let sample: SampleLog
        let find: String
        let replacement: String
        let line: Int?
        let problem: String

        var testDescription: String { "\(sample.format.rawValue): \(replacement)" }
    }

    static let all = [
        BadLog(sample: .apdu4j, find: "00A4040005", replacement: "00A40x0005", line: 7, problem: "no APDU"),
        BadLog(sample: .apdu4j, find: "00A4040005A00000030800", replacement: "00A4", line: 7, problem: "2 bytes"),
        BadLog(sample: .apdu4j, find: "\n63C2", replacement: "\n63", line: 13, problem: "1 bytes"),
        BadLog(
            sample: .pcscSpy,
            find: "7F01@0x0000000B\n7F01@00 A4",
            replacement: "7F01@0x0000000B\n7F01@0 A4",
            line: 27,
            problem: "no byte string"
        ),
        BadLog(
            sample: .pcscSpy,
            find: "|SCardConnect|Command",
            replacement: "|SCardStatus|Command",
            line: 10,
            problem: "does not end the call of line 1"
        ),
        BadLog(sample: .pcscSpy, find: "7F01@63 C2 ", replacement: "7F01@63 ", line: 40, problem: "1 bytes"),
        BadLog(
            sample: .pcscSpy,
            find: "7F01@>|1770000000|100|SCardConnect",
            replacement: "nothing",
            line: 1,
            problem: "no thread"
        ),
        BadLog(
            sample: .openSC,
            find: "00                                              .",
            replacement: "zz",
            line: 8,
            problem: "stops after 16 bytes"
        ),
        BadLog(sample: .openSC, find: "(6 bytes)", replacement: "(1 bytes)", line: 11, problem: "an APDU of 1 bytes"),
        BadLog(
            sample: .libFIDO2,
            find: "0000: 01 02 03 04 05 06 07 08",
            replacement: "0000: 01 02",
            line: 4,
            problem: "stops after 2 bytes"
        ),
        BadLog(sample: .libFIDO2, find: "len=8", replacement: "len=99999", line: 2, problem: "no length"),
        BadLog(sample: .reports, find: #""dir":"out""#, replacement: #""dir":"up""#, line: 1, problem: "`dir`"),
        BadLog(sample: .reports, find: #"{"t_us":900"#, replacement: #"{"t_us":"#, line: 2, problem: "no JSON"),
        BadLog(sample: .reports, find: #""t_us":900"#, replacement: #""t_us":-1"#, line: 2, problem: "negative"),
    ]

    @Test(arguments: all)
    func namesTheLine(bad: BadLog) throws {
        let broken = bad.sample.text
        let range = try #require(broken.firstRange(of: bad.find))
        let text = broken.replacingCharacters(in: range, by: bad.replacement)
        let error = #expect(throws: ImportError.self) {
            try ForeignTrace(reading: LogLines(text), as: bad.sample.format)
        }
        #expect(error?.line == bad.line, "\(String(describing: error))")
        #expect(error?.problem.contains(bad.problem) == true, "\(String(describing: error))")
        #expect(error?.expected != nil)
    }

    /// Nothing that stands in a file can stop the program.
    @Test(arguments: SampleLog.all)
    func survivesEveryPrefixAndEveryFlip(sample: SampleLog) {
        let bytes = Array(sample.text.utf8)
        for end in 0..<bytes.count { attempt(Array(bytes[..<end]), sample.format) }
        for position in bytes.indices {
            var flipped = bytes
            flipped[position] ^= 0x11
            attempt(flipped, sample.format)
        }
    }

    @Test(arguments: ForeignFormat.allCases)
    func nothingIsNoLog(format: ForeignFormat) {
        let error = #expect(throws: ImportError.self) { try ForeignTrace(reading: LogLines(""), as: format) }
        #expect(error?.reason == .empty)
    }

    private func attempt(_ bytes: [UInt8], _ format: ForeignFormat) {
        _ = try? ForeignTrace(reading: LogLines(bytes), as: format)
    }
}

extension String {
    fileprivate func replacingCharacters(in range: Range<Index>, by text: String) -> String {
        self[..<range.lowerBound] + text + self[range.upperBound...]
    }
}
