import Testing

@testable import WireRecording

@Suite struct JSONParserTests {
    private func parse(_ text: String) throws(JSONParser.SyntaxError) -> JSONNode {
        try JSONParser.parse(Array(text.utf8)[...])
    }

    @Test func keepsOrderNumbersAndPlaces() throws {
        let node = try parse(#" {"b":[1,-0.5e+3,null],"a":{"x":"\u00e9\ud83d\ude00\n"},"":true} "#)
        guard case .object(let members) = node.value else {
            Issue.record("no object")
            return
        }
        #expect(node.offset == 1)
        #expect(members.map(\.name) == ["b", "a", ""])
        #expect(members[0].node.offset == 6)
        guard case .array(let elements) = members[0].node.value else {
            Issue.record("no array")
            return
        }
        #expect(elements.map(\.value) == [.number("1"), .number("-0.5e3"), .null])
        #expect(elements.map(\.wholeNumber) == [1, nil, nil])
        guard case .object(let inner) = members[1].node.value else {
            Issue.record("no inner object")
            return
        }
        #expect(inner[0].node.value == .string("é😀\n"))
        #expect(members[2].node.value == .boolean(true))
    }

    @Test(
        arguments: [
            ("", 0), ("   ", 3), ("{", 1), ("{]", 1), (#"{"a"}"#, 4), (#"{"a":}"#, 5), (#"{"a":1,}"#, 7), ("[1,]", 3),
            ("[1 2]", 3), ("01", 1), ("1.", 2), ("-", 1), ("+1", 0), (".5", 0), ("1e", 2), ("tru", 3), ("nul!", 3),
            (#""abc"#, 4), (#""\x""#, 2), (#""\u12g4""#, 5), (#""\ud800""#, 3), (#""\udc00x""#, 3), ("\"a\u{1}\"", 2),
            (#"{"a":1,"a":2}"#, 7), ("1 1", 2), ("'a'", 0), ("\u{FEFF}1", 0), ("NaN", 0), (#"{a:1}"#, 1),
        ]
    )
    func stopsAtTheFirstWrongByte(_ text: String, _ offset: Int) {
        let error = #expect(throws: JSONParser.SyntaxError.self) { try parse(text) }
        #expect(error?.offset == offset)
    }

    @Test func rejectsTextThatIsNoUTF8() {
        #expect(throws: JSONParser.SyntaxError.self) { try JSONParser.parse([0x22, 0xC3, 0x28, 0x22][...]) }
        #expect(throws: JSONParser.SyntaxError.self) { try JSONParser.parse([0x22, 0xED, 0xA0, 0x80, 0x22][...]) }
    }

    @Test func survivesANestingBomb() {
        let error = #expect(throws: JSONParser.SyntaxError.self) {
            try parse(String(repeating: "[", count: 500_000))
        }
        #expect(error?.offset == 16)
    }

    @Test func survivesEveryPrefixAndEveryByte() throws {
        let text = Array(#"{"n":12,"mask":[[0,8,"init-nonce"]],"x":"a\u0041","y":[true,null,-1.5e3]}"#.utf8)
        for end in 0..<text.count {
            #expect(throws: JSONParser.SyntaxError.self) { try JSONParser.parse(text[..<end]) }
        }
        var rejected = 0
        for position in text.indices {
            for byte in UInt8.min...UInt8.max {
                var changed = text
                changed[position] = byte
                do { _ = try JSONParser.parse(changed[...]) } catch { rejected += 1 }
            }
        }
        #expect(rejected > text.count * 100)
    }

    @Test func writesWhatItReads() throws {
        var line = JSONLine()
        line.add("text", "quote \" slash \\ tab \t nul \u{0} é")
        line.add("absent", String?.none)
        line.add("number", Int.min)
        line.add("list", ["a", "b"])
        line.add("empty", [String]())
        let bytes = line.finished
        #expect(bytes.filter { $0 < 0x20 } == [0x0A])
        let node = try JSONParser.parse(bytes.dropLast())
        let fields = try RecordFields(node)
        #expect(try fields.string("text") == "quote \" slash \\ tab \t nul \u{0} é")
        #expect(!fields.has("absent"))
        #expect(try fields.integer("number", in: Int.min...Int.max) == Int.min)
        #expect(try fields.list("list").count == 2)
        #expect(try fields.list("empty").isEmpty)
    }
}
