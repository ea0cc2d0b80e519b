import ISO7816
import Octets
import Testing

@Suite struct BERTLVTests {
    private static let objects: [(String, UInt32, Int, Bool)] = [
        ("5a00", 0x5A, 0, false), ("6f0184", 0x6F, 1, true), ("5fc1050101", 0x5F_C105, 1, false),
        ("7f490101", 0x7F49, 1, true), ("538103010203", 0x53, 3, false), ("53820001ff", 0x53, 1, false),
        ("538400000001aa", 0x53, 1, false), ("9fff7f0100", 0x9F_FF7F, 1, false),
        ("1f8182030100", 0x1F81_8203, 1, false),

    ]

    @Test(arguments: objects)
    func readsTagAndLength(hex: String, tag: UInt32, count: Int, constructed: Bool) throws {
        let object = try BERTLV(parsing: Hex.decode(hex))
        #expect(object.tag == tag)
        #expect(object.value.count == count)
        #expect(object.isConstructed == constructed)
    }

    @Test(arguments: [0, 1, 0x7F, 0x80, 0xFF, 0x100, 0xFFFF, 0x1_0000])
    func comesBackWithTheShortestLength(count: Int) throws {
        let object = BERTLV(tag: 0x53, value: Array(repeating: 7, count: count))
        let encoded = object.encoded()
        #expect(encoded.count - count == (count < 0x80 ? 2 : count < 0x100 ? 3 : count < 0x1_0000 ? 4 : 5))
        #expect(try BERTLV(parsing: encoded) == object)
    }

    @Test func opensOneLevelAtATime() throws {
        let inner = BERTLV(tag: 0x4F, value: [1, 2])
        let template = BERTLV(tag: 0x61, containing: [inner, BERTLV(tag: 0x79, containing: [inner])])
        let children = try template.children()
        #expect(children.map(\.tag) == [0x4F, 0x79])
        #expect(try children[1].children() == [inner])
    }

    @Test func passesOverPadding() throws {
        let objects = try BERTLV.sequence(parsing: Hex.decode("00005001010051010200"))
        #expect(objects.map(\.tag) == [0x50, 0x51])
        #expect(try BERTLV.sequence(parsing: []).isEmpty)
    }

    private static let malformed: [(String, BERTLV.ParsingError)] = [
        ("5a", BERTLV.ParsingError.truncated(offset: 1)),
        ("5f", .truncated(offset: 1)),
        ("5f81", .truncated(offset: 2)),
        ("5a8201", .truncated(offset: 2)),
        ("5a05010203", .lengthBeyondInput(5, offset: 1)),
        ("5a84ffffffff", .lengthBeyondInput(0xFFFF_FFFF, offset: 1)),
        ("5a80", .unsupportedLength(offset: 1)),
        ("5a850000000001aa", .unsupportedLength(offset: 1)),
        ("5aff", .unsupportedLength(offset: 1)),
        ("1f8181818101", .tagTooLong(offset: 0)),
        ("", .notOne(0)),
        ("50005100", .notOne(2)),

    ]

    @Test(arguments: malformed)
    func refusesWhatIsNoDataObject(hex: String, error: BERTLV.ParsingError) throws {
        let bytes = try Hex.decode(hex)
        #expect(throws: error) { try BERTLV(parsing: bytes) }
    }

    @Test func survivesEveryPrefixAndEveryCorruption() throws {
        let bytes = try Hex.decode("61124f0ba0000003080000100001007903500141")
        for count in 1..<bytes.count {
            #expect(throws: BERTLV.ParsingError.self) { try BERTLV(parsing: Array(bytes.prefix(count))) }
        }
        var read = 0
        for index in bytes.indices {
            for value in UInt8.min...UInt8.max {
                var changed = bytes
                changed[index] = value
                guard let objects = try? BERTLV.sequence(parsing: changed) else { continue }
                read += 1
                #expect(objects.reduce(0) { $0 + $1.value.count } < changed.count)
                for object in objects where object.isConstructed { _ = try? object.children() }
            }
        }
        #expect(read > 1000)
    }

    @Test func nestingNeverRunsDeep() throws {
        var bomb: [UInt8] = []
        for _ in 0..<2000 { bomb = BERTLV(tag: 0x30, value: bomb).encoded() }
        var level = try BERTLV(parsing: bomb)
        var depth = 1
        while let child = try level.children().first {
            level = child
            depth += 1
        }
        #expect(depth == 2000)
    }
}

@Suite struct ApplicationIdentifierTests {
    @Test(arguments: [0, 4, 17, 100])
    func hasFiveToSixteenBytes(count: Int) {
        #expect(ApplicationIdentifier(bytes: Array(repeating: 0xA0, count: count)) == nil)
    }

    @Test func theWellKnownOnesAreValidDistinctAndNamed() {
        let known = ApplicationIdentifier.wellKnown
        #expect(Set(known).count == known.count)
        for identifier in known {
            #expect(ApplicationIdentifier(bytes: identifier.bytes) == identifier)
            #expect(identifier.name != nil)
        }
        #expect(ApplicationIdentifier.fido.description == "A0000006472F0001")
        #expect(ApplicationIdentifier.piv.description == "A00000030800001000")
        #expect(ApplicationIdentifier(bytes: [1, 2, 3, 4, 5])?.name == nil)
    }
}
