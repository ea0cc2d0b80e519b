import FIDOMetadata
import Testing

struct JSONDocumentTests {
    private static let sample = #"{"a":[1,-2.5e+3,true,false,null],"b":{"c":"x\né😀","":""},"a":2}"#

    @Test func readsEveryKind() throws {
        let root = try JSONDocument(parsing: Array(Self.sample.utf8)).root
        let list = try #require(root["a"]?.elements)
        #expect(list.map(\.kind) == [.number, .number, .true, .false, .null])
        #expect(list[0].unsignedInteger == 1)
        #expect(list[1].integer == nil)
        #expect(list[1].rawText == "-2.5e+3")
        #expect(list[2].bool == true)
        #expect(root["b"]?["c"]?.string == "x\né😀")
        #expect(root["b"]?[""]?.string == "")
        #expect(root["c"] == nil)
        #expect(root.members?.map(\.name) == ["a", "b", "a"])
        #expect(root.rawText == Self.sample)
    }

    @Test(arguments: [
        (#""\u0041\/\\\"\b\f\n\r\t""#, "A/\\\"\u{8}\u{c}\n\r\t"), (#""\ud83d\ude00""#, "😀"), (#""\u00e9""#, "é"),
    ])
    func unescapes(json: String, text: String) throws {
        #expect(try JSONDocument(parsing: Array(json.utf8)).root.string == text)
    }

    @Test(arguments: [#""\ud83d""#, #""\ude00""#, #""\ud83dx""#, #""\ud83d\u0041""#])
    func halfASurrogatePairIsNoText(json: String) throws {
        #expect(try JSONDocument(parsing: Array(json.utf8)).root.string == nil)
    }

    @Test func keysAreComparedAfterUnescaping() throws {
        #expect(try JSONDocument(parsing: Array(#"{"\u006eo":7}"#.utf8)).root["no"]?.unsignedInteger == 7)
    }

    @Test(arguments: [
        ("", JSONError.Reason.unexpectedEnd, 0), (" ", .unexpectedEnd, 1), ("[1", .unexpectedEnd, 2),
        ("[1,]", .unexpectedByte(0x5D), 3), ("[,1]", .unexpectedByte(0x2C), 1), ("[1 2]", .unexpectedByte(0x32), 3),
        (#"{"a"}"#, .unexpectedByte(0x7D), 4), (#"{"a":1,}"#, .unexpectedByte(0x7D), 7),
        ("{1:2}", .unexpectedByte(0x31), 1), ("[1}", .unexpectedByte(0x7D), 2), ("1 2", .trailingData, 2),
        ("nul", .unexpectedEnd, 3), ("nulL", .unexpectedByte(0x4C), 3), ("01", .invalidNumber, 0),
        ("-", .invalidNumber, 1), ("1.", .invalidNumber, 2), ("1e", .invalidNumber, 2),
        ("+1", .unexpectedByte(0x2B), 0),
        (".5", .unexpectedByte(0x2E), 0), (#""a"#, .unexpectedEnd, 2), (#""\x""#, .invalidEscape, 1),
        (#""\u12g4""#, .invalidEscape, 1), (#""\"#, .unexpectedEnd, 2), (#""\u12"#, .unexpectedEnd, 5),
        ("\"\u{1}\"", .bareControlCharacter, 1), ("\"12345678\n\"", .bareControlCharacter, 9),
        ("'a'", .unexpectedByte(0x27), 0), ("NaN", .unexpectedByte(0x4E), 0), ("\u{FEFF}1", .unexpectedByte(0xEF), 0),
    ])
    func refuses(json: String, reason: JSONError.Reason, offset: Int) {
        #expect(throws: JSONError(reason, offset: offset)) { try JSONDocument(parsing: Array(json.utf8)) }
    }

    @Test(arguments: [
        [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xC3, 0x28], [0xE0, 0x9F, 0x80], [0xED, 0xA0, 0x80],
        [0xF0, 0x8F, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xE2, 0x82],
    ])
    func refusesBytesThatAreNoUTF8(bytes: [UInt8]) {
        let json = Array("\"1234567".utf8) + bytes + Array("\"".utf8)
        #expect(throws: JSONError(.invalidUTF8, offset: 8)) { try JSONDocument(parsing: json) }
    }

    @Test func everyPrefixIsRefused() throws {
        let bytes = Array(Self.sample.utf8)
        for count in 0..<bytes.count {
            #expect(throws: JSONError.self) { try JSONDocument(parsing: Array(bytes[..<count])) }
        }
    }

    @Test func noCorruptedByteTraps() {
        let bytes = Array(Self.sample.utf8)
        var accepted = 0
        for position in bytes.indices {
            for value in 0...UInt8.max {
                var corrupted = bytes
                corrupted[position] = value
                guard let document = try? JSONDocument(parsing: corrupted) else { continue }
                accepted += 1
                _ = document.root["a"]?.elements?.map(\.integer)
                _ = document.root.members?.map { $0.value.string ?? $0.name }
            }
        }
        #expect(accepted > bytes.count)
    }

    @Test func stopsAtTheDepthLimit() {
        let deep = [UInt8](repeating: UInt8(ascii: "["), count: 1_000_000)
        #expect(throws: JSONError(.tooDeep(limit: 64), offset: 64)) { try JSONDocument(parsing: deep) }
    }

    @Test func stopsAtTheValueLimit() {
        var limits = JSONDocument.Limits()
        limits.values = 1000
        let wide = Array(("[" + String(repeating: "0,", count: 100_000) + "0]").utf8)
        #expect(throws: JSONError(.tooManyValues(limit: 1000), offset: 1999)) {
            try JSONDocument(parsing: wide, limits: limits)
        }
    }

    @Test func stopsAtTheByteLimit() {
        var limits = JSONDocument.Limits()
        limits.bytes = 10
        #expect(throws: JSONError(.tooLong(limit: 10), offset: 0)) {
            try JSONDocument(parsing: Array(repeating: 0x20, count: 11), limits: limits)
        }
    }
}
