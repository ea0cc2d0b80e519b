import CBORTree
import Octets
import Testing

@Suite struct CBORCanonicalTests {
    @Test(arguments: ["00", "1818", "a0", "a201020304", "a30161622005616200", "8101", "f93c00", "fb3ff8000000000000"])
    func findsNothingInCanonicalItems(hex: String) throws {
        #expect(try CBORItem(parsing: Hex.decode(hex)).canonicalFindings().isEmpty)
    }

    private static let departures: [(String, [CBORFinding])] = [
        ("1800", [CBORFinding(.headNotShortest, path: "")]),
        ("3b0000000000000000", [CBORFinding(.headNotShortest, path: "")]),
        ("580100", [CBORFinding(.headNotShortest, path: "")]),
        ("980100", [CBORFinding(.headNotShortest, path: "")]),
        ("b8010000", [CBORFinding(.headNotShortest, path: "")]),
        ("a1180100", [CBORFinding(.headNotShortest, path: "[1_0]")]),
        ("82001800", [CBORFinding(.headNotShortest, path: "[1]")]),
        ("5f4100ff", [CBORFinding(.indefiniteLength, path: "")]),
        ("9fff", [CBORFinding(.indefiniteLength, path: "")]),
        ("a104bfff", [CBORFinding(.indefiniteLength, path: "[4]")]),
        ("a202000100", [CBORFinding(.keysOutOfOrder, path: "[1]")]),
        ("a26161000100", [CBORFinding(.keysOutOfOrder, path: "[1]")]),
        ("a220000100", [CBORFinding(.keysOutOfOrder, path: "[1]")]),
        ("a262626200617a00", [CBORFinding(.keysOutOfOrder, path: "[\"z\"]")]),
        ("a3010001000100", [CBORFinding(.duplicateKey, path: "[1]"), CBORFinding(.duplicateKey, path: "[1]")]),
        (
            "a20100180100",
            [CBORFinding(.headNotShortest, path: "[1_0]"), CBORFinding(.duplicateKey, path: "[1_0]")]
        ),
        ("c000", [CBORFinding(.tagged, path: "")]),
        (
            "a104a161ffc000",
            [CBORFinding(.notUTF8, path: "[4][text'ff']"), CBORFinding(.tagged, path: "[4][text'ff']")]
        ),
        ("818181818100", [CBORFinding(.tooDeep, path: "[0][0][0][0]")]),
        ("a101a101a101a101a0", [CBORFinding(.tooDeep, path: "[1][1][1][1]")]),

    ]

    @Test(arguments: departures)
    func namesEachDeparture(hex: String, expected: [CBORFinding]) throws {
        #expect(try CBORItem(parsing: Hex.decode(hex)).canonicalFindings() == expected)
    }

    @Test func acceptsKeysInTheOrderOfTheSpecification() throws {
        // Integers before strings, positive before negative, short before long, then byte by byte.
        let item = CBORItem.sortedMap([
            ("bb", 0), ("aa", 0), ("z", 0), (-1, 0), (100, 0), (10, 0), (-200, 0), (.bytes([1]), 0), (1000, 0),
        ])
        #expect(
            item.entries?.map(\.key.diagnostic) == [
                "10", "100", "1000", "-1", "-200", "h'01'", "\"z\"", "\"aa\"", "\"bb\"",
            ]
        )
        #expect(item.canonicalFindings().isEmpty)
    }

    @Test(arguments: CBORVector.appendixA + CBORVector.oddSpellings)
    func canonicalFormLeavesOnlyWhatCannotBeRewritten(_ vector: CBORVector) throws {
        let lasting: Set<CBORFinding.Rule> = [.tagged, .notUTF8, .duplicateKey, .tooDeep]
        let canonical = try CBORItem(parsing: vector.bytes()).canonicalized()
        #expect(canonical.canonicalFindings().allSatisfy { lasting.contains($0.rule) })
        #expect(try CBORItem(parsing: canonical.encoded()) == canonical)
        #expect(canonical.canonicalized() == canonical)
    }
}

@Suite struct CBORBuildingTests {
    @Test func literalsMakeTheShortestForm() {
        let item: CBORItem = [1: ["a", true, -1], "k": .bytes([1, 2]), 24: .null]
        #expect(Hex.encode(item.encoded()) == "a301836161f520616b4201021818f6")
    }

    @Test(arguments: [(Int64.min, "3b7fffffffffffffff"), (-1, "20"), (0, "00"), (Int64.max, "1b7fffffffffffffff")])
    func integersOfEitherSignComeBack(value: Int64, hex: String) throws {
        #expect(Hex.encode(CBORItem.int(value).encoded()) == hex)
        #expect(try CBORItem(parsing: Hex.decode(hex)).integer == value)
    }

    @Test func aWidthTooNarrowGrowsToWhatTheNumberNeeds() throws {
        #expect(CBORHead(300, width: .one).width == .two)
        let long = CBORString(Array(repeating: 7, count: 300), width: .immediate)
        #expect(try CBORItem(parsing: CBORItem.byteString(long).encoded()) == .byteString(long))
        let many = CBORArray(Array(repeating: 0, count: 30), length: .definite(.immediate))
        #expect(try CBORItem(parsing: CBORItem.array(many).encoded()) == .array(many))
    }
}

@Suite struct CBORReadingTests {
    @Test func findsKeysHoweverTheyAreWritten() throws {
        let item = try CBORItem(parsing: Hex.decode("a31801017f6172616bff022003"))
        #expect(item[1] == 1)
        #expect(item["rk"] == 2)
        #expect(item[-1] == 3)
        #expect(item[2] == nil)
        #expect(item["r"] == nil)
    }

    @Test func keepsTwoSpellingsOfOneLetterApart() {
        let item: CBORItem = ["\u{E9}": 1]
        #expect(item["\u{E9}"] == 1)
        #expect(item["e\u{301}"] == nil)
    }

    @Test func givesNothingForAnotherType() {
        let items: [CBORItem] = [0, -1, "a", .bytes([]), [], [:], true, .null, .float(CBORFloat(1.5))]
        #expect(items.map { $0.unsignedInteger != nil } == [true] + Array(repeating: false, count: 8))
        #expect(items.compactMap(\.integer) == [0, -1])
        #expect(items.compactMap(\.text) == ["a"])
        #expect(items.compactMap(\.bytes) == [[]])
        #expect(items.compactMap(\.bool) == [true])
        #expect(items.compactMap(\.elements) == [[]])
        #expect(items.compactMap(\.entries) == [[]])
    }

    @Test func integersBeyondSixtyFourBitsHaveNoValue() throws {
        #expect(try CBORItem(parsing: Hex.decode("3bffffffffffffffff")).integer == nil)
        #expect(try CBORItem(parsing: Hex.decode("1bffffffffffffffff")).integer == nil)
        #expect(try CBORItem(parsing: Hex.decode("1bffffffffffffffff")).unsignedInteger == .max)
    }
}
