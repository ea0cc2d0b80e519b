import StrictYAML
import Testing

/// The faults of a text as they are printed, or nothing when it is sound.
func faults(of text: String) -> [String] {
    faults(of: Array(text.utf8))
}

func faults(of bytes: [UInt8]) -> [String] {
    do {
        _ = try YAMLDocument(bytes: bytes, file: "f")
        return []
    } catch {
        return error.problems.map(\.description)
    }
}

@Suite struct YAMLDocumentTests {
    @Test func keepsScalarsAsTheyWereWritten() throws {
        let words = [
            "24H2", "2024-12-20", "10.0", "1e3", "no", "on", "0x10", "1_000", "12:30", "00123", ".5", "=", "<a",
        ]
        let text = words.map { "- \($0)" }.joined(separator: "\n")
        let document = try YAMLDocument(text: text, file: "f")
        #expect(document.root.value == .list(words.map { .scalar(YAMLScalar($0, isQuoted: false)) }))
    }

    @Test func tellsNothingFromText() throws {
        let document = try YAMLDocument(text: "[~, null, \"null\", '', \"\\u00e9\"]", file: "f")
        #expect(
            document.root.value
                == .list([
                    .null, .null, .scalar(YAMLScalar("null", isQuoted: true)), .scalar(YAMLScalar("", isQuoted: true)),
                    .scalar(YAMLScalar("é", isQuoted: true)),
                ])
        )
    }

    @Test(arguments: ["a: 1\nb: [x, y]\n", "\u{FEFF}a: 1\nb: [x, y]\n", "a: 1\r\nb: [x, y]\r\n", "a: 1\rb: [x, y]\r"])
    func readsWindowsFiles(text: String) throws {
        let document = try YAMLDocument(text: text, file: "f")
        guard case .mapping(let members) = document.root.value else {
            Issue.record("not a mapping")
            return
        }
        #expect(members.map(\.key.value) == ["a", "b"])
        #expect(members.map(\.key.position) == [.init(line: 1, column: 1), .init(line: 2, column: 1)])
        #expect(members.map(\.value.position) == [.init(line: 1, column: 4), .init(line: 2, column: 4)])
    }

    @Test(arguments: RefusedText.all)
    func refuses(_ row: RefusedText) {
        #expect(faults(of: row.bytes) == row.faults)
    }

    @Test func refusesAFileThatIsTooLarge() {
        let bytes = [UInt8](repeating: 0x61, count: YAMLDocument.byteLimit + 1)
        #expect(faults(of: bytes) == ["f:1:1: the file has 1048577 bytes, more than the 1048576 that are read"])
    }

    @Test(arguments: ["[", "- ", "{a: ", "? "])
    func refusesDepthBombs(opening: String) {
        let bomb = String(repeating: opening, count: 200_000)
        #expect(faults(of: bomb).count == 1)
        #expect(faults(of: bomb).first?.contains("deeper than 64 levels") == true)
    }

    @Test func refusesNestingBeyondTheLimitAndNotAtIt() {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + "x" + String(repeating: "]", count: depth)
        }
        #expect(faults(of: nested(63)).isEmpty)
        #expect(faults(of: nested(64)) == ["f:1:65: the nesting is deeper than 64 levels"])
    }

    @Test func refusesAliasBombs() {
        var bomb = "a0: &a0 [x, x, x, x, x, x, x, x]\n"
        for level in 1...40 {
            let previous = "*a\(level - 1)"
            bomb += "a\(level): &a\(level) [" + Array(repeating: previous, count: 8).joined(separator: ", ") + "]\n"
        }
        bomb += "? *a40\n: hashed\n"
        #expect(faults(of: bomb) == ["f:2:10: anchors and aliases are not allowed: write the value where it is used"])
    }

    @Test func boundsTheWorkThatRepeatedKeysCost() {
        let few = faults(of: String(repeating: "a: 1\n", count: 30))
        #expect(few.count == 29)
        #expect(few.last == "f:30:1: the key \"a\" is given twice, first on line 1")
        let many = faults(of: String(repeating: "a: 1\n", count: 100))
        #expect(many.count == 33)
        #expect(many.first == "f:1:1: the key \"a\" is given twice")
    }

    @Test func listsAtMostAHundredFaults() throws {
        let text = (0..<150).map { "\"\(String(repeating: "k", count: $0 + 1))\": &a\($0) x" }.joined(separator: "\n")
        let problems = #expect(throws: YAMLProblems.self) { try YAMLDocument(text: text, file: "f") }
        #expect(problems?.problems.count == 100)
        #expect(problems?.omitted == 50)
        #expect(problems?.description.hasSuffix("… and 50 more") == true)
    }

    @Test func survivesEveryPrefixAndEveryChangedByte() throws {
        let text = "a: \"x\\n\"\nb:\n  - c: 'd' # e\n    f: |\n      g\n  - {h: [i, ~], j: é}\n"
        let bytes = Array(text.utf8)
        #expect(faults(of: bytes).isEmpty)
        for count in 0..<bytes.count { expectPlaced(faultsIn: Array(bytes[..<count])) }
        for index in bytes.indices {
            for replacement: UInt8 in [0x00, 0x09, 0x0A, 0x20, 0x22, 0x26, 0x2A, 0x2D, 0x3A, 0x5B, 0x7D, 0x80, 0xFF] {
                var changed = bytes
                changed[index] = replacement
                expectPlaced(faultsIn: changed)
            }
        }
    }

    /// Whatever is wrong is said at a place that exists.
    private func expectPlaced(faultsIn bytes: [UInt8]) {
        do {
            _ = try YAMLDocument(bytes: bytes, file: "f")
        } catch {
            let lines = bytes.count { $0 == 0x0A } + 1
            #expect(!error.problems.isEmpty)
            #expect(error.problems.allSatisfy { (1...lines + 1).contains($0.line) && $0.column >= 1 })
        }
    }
}
