@testable import Octets
import Testing

@Suite struct HexTests {
    @Test(arguments: [("", []), ("00", [0]), ("0aF9", [0x0A, 0xF9]), ("deadbeef", [0xDE, 0xAD, 0xBE, 0xEF])])
    func readsPairsOfDigits(text: String, bytes: [UInt8]) throws {
        #expect(try Hex.decode(text) == bytes)
        #expect(Hex.encode(bytes) == text.lowercased())
    }

    @Test(arguments: [("0", 1), ("g0", 0), ("0g", 1), ("00 01", 2), ("000", 3), ("é0", 0)])
    func saysWhereTextIsNotHexadecimal(text: String, offset: Int) {
        #expect(throws: Hex.ParsingError(offset: offset)) { try Hex.decode(text) }
    }

    @Test func everyByteSurvives() throws {
        let bytes = (0...255).map { UInt8($0) }
        #expect(try Hex.decode(Hex.encode(bytes)) == bytes)
    }
}

@Suite struct UUIDTextTests {
    private static let text = "8f4d1c5a-6e2b-5f73-9a0d-51c7e328b694"

    @Test func `the form with hyphens is written and read`() throws {
        let bytes = try Hex.decode(Self.text.replacing("-", with: ""))
        #expect(UUIDText.encode(bytes) == Self.text)
        #expect(UUIDText.decode(Self.text) == bytes && UUIDText.decode(Self.text.uppercased()) == bytes)
        #expect(UUIDText.decode(Hex.encode(bytes)) == bytes)
    }

    @Test(arguments: [
        "", "-", "----", "8f4d1c5a6e2b5f739a0d51c7e328b6", "8f4d1c5a6e2b5f739a0d51c7e328b69400",
        "8f4d1c5a6-e2b-5f73-9a0d-51c7e328b694", "8f4d1c5a-6e2b-5f73-9a0d-51c7e328b69g",
        "8f4d1c5a-6e2b-5f73-9a0d-51c7e328b694-", "8f4d1c5a-6e2b-5f73-9a0d51c7e328b694",
    ])
    func `another form is none`(text: String) {
        #expect(UUIDText.decode(text) == nil)
    }
}

@Suite struct ByteReaderTests {
    @Test func readsInOrder() throws {
        var reader = ByteReader([1, 2, 3, 4, 5, 6])
        #expect(reader.peek() == 1)
        #expect(try reader.readByte() == 1)
        #expect(try reader.readBigEndian(2) == 0x0203)
        #expect(try reader.read(1) == [4])
        #expect(reader.remaining == 2)
        #expect(reader.readRest() == [5, 6])
        #expect(reader.isAtEnd)
        #expect(reader.peek() == nil)
    }

    @Test func readsFromTheMiddleOfAnArray() throws {
        var reader = ByteReader([9, 9, 1, 2][2...])
        #expect(try reader.readBigEndian(2) == 0x0102)
        #expect(reader.offset == 2)
    }

    @Test(arguments: [3, -1, Int.max, Int.min])
    func refusesMoreThanIsThereAndStaysWhereItIs(count: Int) throws {
        var reader = ByteReader([1, 2])
        let expected = ByteReader.Shortage(offset: 0, wanted: count, available: 2)
        #expect(throws: expected) { try reader.read(count) }
        #expect(try reader.read(2) == [1, 2])
    }

    @Test func refusesAByteAtTheEnd() {
        var reader = ByteReader([])
        #expect(throws: ByteReader.Shortage(offset: 0, wanted: 1, available: 0)) { try reader.readByte() }
    }
}

@Suite struct SecretTests {
    @Test func showsItsBytesNowhere() {
        let secret = Secret(Array("1234".utf8))
        var dumped = ""
        dump(secret, to: &dumped)
        for text in ["\(secret)", String(reflecting: secret), String(describing: [secret]), dumped] {
            #expect(text.contains("‹secret›"))
            #expect(!text.contains("1234") && !text.contains("49"))
        }
    }

    @Test func lendsItsBytesByName() {
        let secret = Secret([1, 2, 3])
        #expect(secret.count == 3)
        #expect(secret.withBytes { $0 } == [1, 2, 3])
    }
}
