import ISO7816
import Octets
import Testing

@Suite struct CommandAPDUTests {
    struct Vector: CustomTestStringConvertible, Sendable {
        let shape: CommandAPDU.Case
        let data: Int
        let expectedLength: Int?
        /// What follows the header, with `DD` for the data.
        let body: String

        var testDescription: String { "case \(shape.rawValue), \(data) bytes, Ne \(expectedLength ?? 0)" }
    }

    private static let vectors = [
        Vector(shape: .noDataNoAnswer, data: 0, expectedLength: nil, body: ""),
        Vector(shape: .answer, data: 0, expectedLength: 1, body: "01"),
        Vector(shape: .answer, data: 0, expectedLength: 255, body: "ff"),
        Vector(shape: .answer, data: 0, expectedLength: 256, body: "00"),
        Vector(shape: .data, data: 1, expectedLength: nil, body: "01DD"),
        Vector(shape: .data, data: 255, expectedLength: nil, body: "ffDD"),
        Vector(shape: .dataAndAnswer, data: 3, expectedLength: 256, body: "03DD00"),
        Vector(shape: .dataAndAnswer, data: 255, expectedLength: 16, body: "ffDD10"),
        Vector(shape: .extendedAnswer, data: 0, expectedLength: 257, body: "000101"),
        Vector(shape: .extendedAnswer, data: 0, expectedLength: 65_536, body: "000000"),
        Vector(shape: .extendedData, data: 1, expectedLength: nil, body: "000001DD"),
        Vector(shape: .extendedData, data: 65_535, expectedLength: nil, body: "00ffffDD"),
        Vector(shape: .extendedDataAndAnswer, data: 256, expectedLength: 65_536, body: "000100DD0000"),
        Vector(shape: .extendedDataAndAnswer, data: 2, expectedLength: 1, body: "000002DD0001"),
    ]

    private static func command(_ vector: Vector) -> CommandAPDU {
        let isExtended = vector.shape.rawValue.hasSuffix("E")
        return CommandAPDU(
            instructionClass: 0x00,
            instruction: 0xCB,
            p1: 0x3F,
            p2: 0xFF,
            data: Array(repeating: 0xDA, count: vector.data),
            expectedLength: vector.expectedLength,
            lengthForm: isExtended ? .extended : .short
        )
    }

    @Test func theTableHasAllSevenCases() {
        #expect(Set(Self.vectors.map(\.shape)) == Set(CommandAPDU.Case.allCases))
    }

    @Test(arguments: vectors)
    func writesAndReads(_ vector: Vector) throws {
        let command = Self.command(vector)
        let body = vector.body.replacing("DD", with: String(repeating: "da", count: vector.data))
        let bytes = try Hex.decode("00cb3fff" + body)
        #expect(try command.encoded() == bytes)
        #expect(try CommandAPDU(parsing: bytes) == command)
        #expect(command.shape(in: command.lengthForm) == vector.shape)
    }

    @Test func takesTheFormThatIsAskedFor() throws {
        let command = CommandAPDU(instruction: 0xA4, p1: 4, data: [1, 2], expectedLength: 256)
        #expect(try Hex.encode(command.encoded(extended: true)) == "00a4040000000201020100")
        #expect(try Hex.encode(command.encoded(extended: false)) == "00a4040002010200")
    }

    private static let misfits: [(Int, Int?, Bool, CommandAPDU.EncodingError)] = [
        (256, nil, false, CommandAPDU.EncodingError.dataTooLong(256, .short)),
        (65_536, nil, true, .dataTooLong(65_536, .extended)),
        (0, 257, false, .expectedLength(257, .short)),
        (0, 65_537, true, .expectedLength(65_537, .extended)),
        (1, 0, false, .expectedLength(0, .short)),
        (0, -1, true, .expectedLength(-1, .extended)),

    ]

    @Test(arguments: misfits)
    func refusesWhatTheFormCannotSay(data: Int, expected: Int?, extended: Bool, error: CommandAPDU.EncodingError) {
        let command = CommandAPDU(instruction: 1, data: Array(repeating: 0, count: data), expectedLength: expected)
        #expect(throws: error) { try command.encoded(extended: extended) }
    }

    private static let unevenLengths: [(String, CommandAPDU.ParsingError)] = [
        ("", CommandAPDU.ParsingError.tooShort(0)),
        ("00a404", .tooShort(3)),
        ("00a404000201", .lengthMismatch(announced: 2, following: 1)),
        ("00a4040001020304", .lengthMismatch(announced: 1, following: 3)),
        ("00a404000000", .halfLength),
        ("00a4040000000001", .emptyExtendedData),
        ("00a4040000000201", .lengthMismatch(announced: 2, following: 1)),
        ("00a40400000001dd00", .lengthMismatch(announced: 1, following: 2)),
        ("00a40400000001dd000000", .lengthMismatch(announced: 1, following: 4)),

    ]

    @Test(arguments: unevenLengths)
    func refusesLengthsThatDoNotComeOutEven(hex: String, error: CommandAPDU.ParsingError) throws {
        let bytes = try Hex.decode(hex)
        #expect(throws: error) { try CommandAPDU(parsing: bytes) }
    }

    /// Whatever can be read is written back byte for byte, for every shape of up to seven bytes behind the header.
    @Test func readingLosesNothing() throws {
        var read = 0
        for length in 0...7 {
            for pattern in 0..<(1 << (2 * min(length, 5))) {
                let body = (0..<length).map { [0x00, 0x01, 0x02, 0xFF][pattern >> (2 * min($0, 4)) & 3] as UInt8 }
                let bytes = [0x00, 0xB0, 0x00, 0x00] + body
                guard let command = try? CommandAPDU(parsing: bytes) else { continue }
                read += 1
                #expect(try command.encoded() == bytes)
            }
        }
        #expect(read > 100)
    }

    private static let classBytes: [(UInt8, Bool, Bool, Bool, Int?)] = [
        (0x00, false, false, false, 0), (0x03, false, false, false, 3), (0x10, false, true, false, 0),
        (0x0C, false, false, true, 0), (0x41, false, false, false, 5), (0x5F, false, true, false, 19),
        (0x60, false, false, true, 4), (0x20, false, false, false, nil), (0x80, true, false, false, nil),
        (0x90, true, true, false, nil), (0xFF, true, false, false, nil),

    ]

    @Test(arguments: classBytes)
    func readsTheClassByte(byte: UInt8, proprietary: Bool, chained: Bool, secured: Bool, channel: Int?) {
        let command = CommandAPDU(instructionClass: byte, instruction: 0)
        #expect(command.isProprietary == proprietary)
        #expect(command.isChained == chained)
        #expect(command.usesSecureMessaging == secured)
        #expect(command.logicalChannel == channel)
    }
}

@Suite struct ResponseAPDUTests {
    @Test func splitsDataFromStatus() throws {
        let response = try ResponseAPDU(parsing: [1, 2, 0x90, 0x00])
        #expect(response == ResponseAPDU(data: [1, 2], statusWord: .success))
        #expect(response.encoded() == [1, 2, 0x90, 0x00])
        #expect(try ResponseAPDU(parsing: [0x6A, 0x82]) == ResponseAPDU(statusWord: .fileNotFound))
    }

    @Test(arguments: [0, 1])
    func inventsNoStatus(count: Int) {
        #expect(throws: ResponseAPDU.ParsingError.self) {
            try ResponseAPDU(parsing: Array(repeating: 0x90, count: count))
        }
    }
}

@Suite struct StatusWordTests {
    private static let meanings: [(UInt16, String)] = [
        (0x9000, "success"), (0x6A82, "file or application not found"), (0x6110, "16 bytes of the answer are left"),
        (0x6100, "256 bytes or more of the answer are left"), (0x6C08, "wrong Le, 8 would be right"),
        (0x6C00, "wrong Le, 256 would be right"), (0x63C3, "verification failed, 3 tries left"),
        (0x63C1, "verification failed, 1 try left"), (0x63C0, "verification failed, no try left"),
        (0x6983, "authentication method blocked"), (0x62AA, "warning, memory unchanged"),
        (0x9ABC, "status of the card's own"), (0x1234, "no status word of ISO/IEC 7816-4"),

    ]

    @Test(arguments: meanings)
    func meansWhatTheStandardSays(number: UInt16, meaning: String) {
        #expect(StatusWord(rawValue: number).meaning == meaning)
    }

    @Test func countsWhatItCarries() {
        #expect(StatusWord.moreData(0).remainingBytes == 256)
        #expect(StatusWord.moreData(7).remainingBytes == 7)
        #expect(StatusWord.success.remainingBytes == nil)
        #expect(StatusWord.wrongExpectedLength(0).correctLength == 256)
        #expect(StatusWord.wrongLength.correctLength == nil)
        #expect(StatusWord.triesLeft(3).remainingTries == 3)
        #expect(StatusWord.triesLeft(200).remainingTries == 15)
        #expect(StatusWord.verificationFailed.remainingTries == nil)
    }

    @Test func successIsNinetyHundredOrSixtyOne() {
        let successes = (UInt16.min...UInt16.max).filter { StatusWord(rawValue: $0).isSuccess }
        #expect(successes == Array(0x6100...0x61FF) + [0x9000])
    }

    @Test func isWrittenWithFourDigits() {
        #expect("\(StatusWord.fileNotFound)" == "6A82")
        #expect(StatusWord(sw1: 0x01, sw2: 0x0A).rawValue == 0x010A)
    }
}
