@testable import ISO7816
import Octets
import Testing

@Suite struct AnswerToResetTests {
    @Test func readsACardThatSpeaksT0Alone() throws {
        let atr = try AnswerToReset(parsing: Hex.decode("3b6a00ff4a434f50343156323231"))
        #expect(atr.convention == .direct)
        #expect(atr.groups.map(\.index) == [1])
        #expect(atr.programmingVoltage == 0x00)
        #expect(atr.extraGuardTime == 0xFF)
        #expect(atr.fi == nil && atr.di == nil && atr.maximumFrequency == nil)
        #expect(atr.offeredProtocols == [0])
        #expect(atr.offers(.t0) && !atr.offers(.t1) && !atr.offers(.raw))
        #expect(atr.specificMode == nil)
        #expect(atr.historicalBytes == Array("JCOP41V221".utf8))
        #expect(atr.checkByte == .absent)
        #expect(atr.problems.isEmpty)
        #expect(atr.contactless == nil)
    }

    @Test func readsACardThatSpeaksT1Alone() throws {
        let atr = try AnswerToReset(parsing: Hex.decode("3bf91800008131fe454a434f503431563232af"))
        #expect(atr.fi == 372)
        #expect(atr.di == 12)
        #expect(atr.maximumFrequency == 5_000)
        #expect(atr.offeredProtocols == [1])
        #expect(atr.groups.map(\.announcedProtocol) == [nil, 1, 1])
        #expect(atr.informationFieldSize == 254)
        #expect(atr.blockWaitingInteger == 4)
        #expect(atr.characterWaitingInteger == 5)
        #expect(atr.usesCRC == nil)
        #expect(atr.checkByte == .correct)
        #expect(atr.problems.isEmpty)
    }

    @Test func readsACardThatOffersBothAndGlobalBytes() throws {
        let atr = try AnswerToReset(parsing: Hex.decode("3bdb960080b1fe451f830031c064bafc10000f900007"))
        #expect(atr.fi == 512)
        #expect(atr.di == 32)
        #expect(atr.offeredProtocols == [0, 1])
        #expect(atr.groups.last?.announcedProtocol == 15)
        #expect(atr.clockStopAndClasses == 0x83)
        #expect(atr.waitingInteger == nil)
        #expect(atr.informationFieldSize == 254)
        #expect(atr.checkByte == .correct)
        #expect(atr.problems.isEmpty)
    }

    @Test func readsTheRestOfTheInterfaceBytes() throws {
        #expect(try AnswerToReset(parsing: [0x3B, 0x80, 0x40, 0x0A]).waitingInteger == 10)
        #expect(try AnswerToReset(parsing: Hex.decode("3b80817120450114")).usesCRC == true)
        #expect(try AnswerToReset(parsing: [0x3F, 0x00]).convention == .inverse)
    }

    private static let modes: [(UInt8, AnswerToReset.SpecificMode)] = [
        (0x00, .init(protocolNumber: 0, mayChange: true, impliesParameters: false)),
        (0x80, .init(protocolNumber: 0, mayChange: false, impliesParameters: false)),
        (0x10, .init(protocolNumber: 0, mayChange: true, impliesParameters: true)),
        (0x91, .init(protocolNumber: 1, mayChange: false, impliesParameters: true)),
    ]

    @Test(arguments: modes)
    func readsSpecificMode(ta2: UInt8, mode: AnswerToReset.SpecificMode) throws {
        let atr = try AnswerToReset(parsing: [0x3B, 0x80, 0x10, ta2])
        #expect(atr.specificMode == mode)
        #expect(atr.problems == (mode.protocolNumber == 0 ? [] : [.specificProtocolNotOffered(1)]))
    }

    private static let contactless: [(String, AnswerToReset.Contactless?)] = [
        ("3b8680018031c152411a7e", .processorCard),
        ("3b8f8001804f0ca000000306030001000000006a", .storageCard(standard: 3, name: 1)),
        ("3b80800101", .processorCard),
        ("3b8001" + "81", nil),
        ("3bdb960080b1fe451f830031c064bafc10000f900007", nil),
    ]

    @Test(arguments: contactless)
    func recognisesWhatAReaderMadeUp(hex: String, expected: AnswerToReset.Contactless?) throws {
        #expect(try AnswerToReset(parsing: Hex.decode(hex)).contactless == expected)
    }

    private static let problems: [(String, [AnswerToReset.Problem])] = [
        ("3bf91800008131fe454a434f503431563232ae", [.checkByteWrong(actual: 0xAE, expected: 0xAF)]),
        ("3b8001", [.checkByteMissing(expected: 0x81)]),
        ("3b0000", [.checkByteUndue(0x00)]),
        ("3b107f", [.reservedRate(0x7F)]),
        ("3b1010", [.reservedRate(0x10)]),
        ("3b800f8f", [.globalBytesFirst]),
        ("3b80810001", [.protocolOrder]),
        ("3b8081110010", [.reservedFieldSize(0x00)]),
        ("3b808111ffef", [.reservedFieldSize(0xFF)]),
        ("3b901f0112", [.reservedRate(0x1F), .checkByteWrong(actual: 0x12, expected: 0x8E)]),
    ]

    @Test(arguments: problems)
    func listsWhatBreaksTheRules(hex: String, expected: [AnswerToReset.Problem]) throws {
        #expect(try AnswerToReset(parsing: Hex.decode(hex)).problems == expected)
    }

    private static let refused: [(String, AnswerToReset.ParsingError)] = [
        ("", .empty),
        ("3a00", .initialCharacter(0x3A)),
        ("3b", .truncated(before: "T0")),
        ("3b10", .truncated(before: "TA1")),
        ("3b70" + "0000", .truncated(before: "TC1")),
        ("3b80", .truncated(before: "TD1")),
        ("3b8080", .truncated(before: "TD2")),
        ("3b8010", .truncated(before: "TA2")),
        ("3b0200", .truncated(before: "T2")),
        ("3b000000", .leftover(2)),
        ("3b80010000", .leftover(2)),
        (String(repeating: "3b", count: 34), .tooLong(34)),
        ("3b" + String(repeating: "80", count: 32), .truncated(before: "TD32")),
    ]

    @Test(arguments: refused)
    func refusesWhatDoesNotComeOutEven(hex: String, error: AnswerToReset.ParsingError) throws {
        let bytes = try Hex.decode(hex)
        #expect(throws: error) { try AnswerToReset(parsing: bytes) }
    }

    /// No prefix of a sound answer is sound: each is refused, or the missing check byte shows.
    @Test func noticesEveryTruncation() throws {
        let bytes = try Hex.decode("3bdb960080b1fe451f830031c064bafc10000f900007")
        for count in bytes.indices {
            let atr = try? AnswerToReset(parsing: Array(bytes.prefix(count)))
            #expect(atr.map { !$0.problems.isEmpty } ?? true, "\(count) bytes")
        }
    }

    /// With a check byte, no single byte changes unnoticed, whatever it becomes.
    @Test func noticesEveryCorruption() throws {
        let bytes = try Hex.decode("3bdb960080b1fe451f830031c064bafc10000f900007")
        for index in bytes.indices.dropFirst() {
            for value in UInt8.min...UInt8.max where value != bytes[index] {
                var changed = bytes
                changed[index] = value
                guard let atr = try? AnswerToReset(parsing: changed) else { continue }
                #expect(!atr.problems.isEmpty, "byte \(index) changed to \(value)")
            }
        }
    }
}
