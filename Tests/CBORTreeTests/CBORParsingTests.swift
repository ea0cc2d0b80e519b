import CBORTree
import FixtureSupport
import Foundation
import Octets
import Testing

@Suite struct CBORParsingTests {
    @Test(arguments: CBORVector.appendixA + CBORVector.oddSpellings)
    func readsWritesAndSpells(_ vector: CBORVector) throws {
        let bytes = try vector.bytes()
        let item = try CBORItem(parsing: bytes)
        #expect(item.encoded() == bytes)
        #expect(item.diagnostic == vector.diagnostic)
    }

    private static let malformed: [(String, CBORError)] = [
        ("", CBORError(.truncated, offset: 0)),
        ("18", CBORError(.truncated, offset: 1)),
        ("19ff", CBORError(.truncated, offset: 1)),
        ("1b00000000000000", CBORError(.truncated, offset: 1)),
        ("f8", CBORError(.truncated, offset: 1)),
        ("fb0000", CBORError(.truncated, offset: 1)),
        ("41", CBORError(.countBeyondInput(1), offset: 0)),
        ("5bffffffffffffffff010203", CBORError(.countBeyondInput(.max), offset: 0)),
        ("7affffffff00", CBORError(.countBeyondInput(0xFFFF_FFFF), offset: 0)),
        ("81", CBORError(.countBeyondInput(1), offset: 0)),
        ("8200", CBORError(.countBeyondInput(2), offset: 0)),
        ("a100", CBORError(.countBeyondInput(1), offset: 0)),
        ("9b7fffffffffffffff", CBORError(.countBeyondInput(0x7FFF_FFFF_FFFF_FFFF), offset: 0)),
        ("bbffffffffffffffff00", CBORError(.countBeyondInput(.max), offset: 0)),
        ("8181818181818181", CBORError(.countBeyondInput(1), offset: 7)),
        ("c0", CBORError(.truncated, offset: 1)),
        ("5f4100", CBORError(.truncated, offset: 3)),
        ("9f0102", CBORError(.truncated, offset: 3)),
        ("bf0102", CBORError(.truncated, offset: 3)),
        ("1c", CBORError(.reservedHead(28), offset: 0)),
        ("5d", CBORError(.reservedHead(29), offset: 0)),
        ("9e", CBORError(.reservedHead(30), offset: 0)),
        ("fc", CBORError(.reservedHead(28), offset: 0)),
        ("f800", CBORError(.malformedSimple(0), offset: 0)),
        ("f81f", CBORError(.malformedSimple(31), offset: 0)),
        ("5f00ff", CBORError(.foreignChunk, offset: 1)),
        ("7f4100ff", CBORError(.foreignChunk, offset: 1)),
        ("5f5f4100ffff", CBORError(.indefiniteNotAllowed, offset: 1)),
        ("1f", CBORError(.indefiniteNotAllowed, offset: 0)),
        ("3f", CBORError(.indefiniteNotAllowed, offset: 0)),
        ("df", CBORError(.indefiniteNotAllowed, offset: 0)),
        ("ff", CBORError(.unexpectedBreak, offset: 0)),
        ("81ff", CBORError(.unexpectedBreak, offset: 1)),
        ("bf00ff", CBORError(.unexpectedBreak, offset: 2)),
        ("a1ff00", CBORError(.unexpectedBreak, offset: 1)),
        ("c0ff", CBORError(.unexpectedBreak, offset: 1)),
        ("0000", CBORError(.leftover(1), offset: 1)),
        ("a0a0a0", CBORError(.leftover(2), offset: 1)),

    ]

    /// RFC 8949, appendix F, and what it leaves out.
    @Test(arguments: malformed)
    func refusesWhatIsNotWellFormed(hex: String, expected: CBORError) throws {
        let bytes = try Hex.decode(hex)
        #expect(throws: expected) { try CBORItem(parsing: bytes) }
    }

    @Test(arguments: CBORVector.appendixA)
    func refusesEveryPrefix(of vector: CBORVector) throws {
        let bytes = try vector.bytes()
        for count in bytes.indices {
            #expect(throws: CBORError.self) { try CBORItem(parsing: Array(bytes.prefix(count))) }
        }
    }

    /// Whatever a byte is changed to, the item is refused or says exactly the bytes it was read from.
    @Test func staysLosslessUnderEveryCorruption() throws {
        let bytes = try Hex.decode("a4018266553246a16162f5025f42010243030405ff0382f93c001903e8041818")
        var accepted = 0
        for index in bytes.indices {
            for value in UInt8.min...UInt8.max {
                var changed = bytes
                changed[index] = value
                guard let item = try? CBORItem(parsing: changed) else { continue }
                accepted += 1
                #expect(item.encoded() == changed)
            }
        }
        #expect(accepted > 1000)
    }

    @Test(arguments: ["81", "a100", "c0", "9f", "bf00"])
    func followsNestingToItsLimitAndNoFurther(opening: String) throws {
        let limit = CBORItem.maximumDepth
        let level = try Hex.decode(opening)
        let isIndefinite = opening == "9f" || opening == "bf00"
        func nested(_ depth: Int) -> [UInt8] {
            (0..<depth).flatMap { _ in level } + [0] + (isIndefinite ? Array(repeating: 0xFF, count: depth) : [])
        }
        let deepest = nested(limit)
        #expect(try CBORItem(parsing: deepest).encoded() == deepest)
        let tooDeep = CBORError(.tooDeep(limit: limit), offset: limit * level.count)
        #expect(throws: tooDeep) { try CBORItem(parsing: nested(limit + 1)) }
        #expect(throws: tooDeep) { try CBORItem(parsing: nested(100_000)) }
    }

    @Test func readsOneItemInFrontOfOtherBytes() throws {
        var reader = ByteReader([0x82, 0x01, 0x02, 0xAA, 0xBB])
        #expect(try CBORItem(reading: &reader) == [1, 2])
        #expect(reader.readRest() == [0xAA, 0xBB])
    }
}

@Suite(.enabled(if: SharedData.folder != nil, "no reference data beside the checkout"))
struct CBORSharedVectorTests {
    private struct Row: Decodable {
        let hex: String
        let roundtrip: Bool
        let diagnostic: String?
    }

    @Test func agreesWithTheWorkingGroupsOwnVectors() throws {
        let bytes = try #require(try SharedData.bytes("vectors/cbor/rfc8949-appendix_a.json"))
        let rows = try JSONDecoder().decode([Row].self, from: Data(bytes))
        #expect(rows.count > 70)
        // The file is of RFC 7049, which allowed 24 to 31 as two-byte simple values; RFC 8949, 3.3 does not.
        for row in rows where row.hex != "f818" {
            let item = try CBORItem(parsing: try Hex.decode(row.hex))
            #expect(Hex.encode(item.encoded()) == row.hex)
            // Vectors that a generic encoder would write differently lack the indicator that we add.
            if let diagnostic = row.diagnostic, row.roundtrip { #expect(item.diagnostic == diagnostic) }
        }
    }
}
