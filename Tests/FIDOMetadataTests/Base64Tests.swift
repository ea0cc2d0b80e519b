import FIDOMetadata
import Testing

struct Base64Tests {
    /// RFC 4648, 10.
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ])
    func standardVectors(plain: String, encoded: String) throws {
        #expect(try Base64.decode(encoded.utf8, .standard) == Array(plain.utf8))
        #expect(Base64.encode(Array(plain.utf8), .standard) == encoded)
    }

    @Test func everyLengthRoundTripsInBothAlphabets() throws {
        for count in 0..<70 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ count) }
            for alphabet in [Base64.Alphabet.standard, .url] {
                let text = Base64.encode(bytes, alphabet)
                #expect(try Base64.decode(text.utf8, alphabet) == bytes)
            }
        }
    }

    @Test func theAlphabetsDifferInTwoDigits() throws {
        #expect(try Base64.decode("-_-_".utf8, .url) == Base64.decode("+/+/".utf8, .standard))
        #expect(throws: Base64.ParsingError.self) { try Base64.decode("-_-_".utf8, .standard) }
        #expect(throws: Base64.ParsingError.self) { try Base64.decode("+/+/".utf8, .url) }
    }

    @Test(arguments: [
        ("A", 0), ("AAAAA", 4), ("AA==", 2), ("AB", 1), ("AAB", 2), ("AAA*", 3), ("*AAA", 0), ("AAAAAA*A", 6),
        ("AAAAA*", 5), ("AA A", 2), ("AAA\n", 3), ("AAé", 2),
    ])
    func refusesWhatNoEncoderWrites(text: String, offset: Int) {
        let error = #expect(throws: Base64.ParsingError.self) { try Base64.decode(text.utf8, .url) }
        #expect(error?.offset == offset)
    }

    @Test(arguments: ["A", "AA", "AAA", "AA=", "A===", "====", "AB==", "AAB=", "AAAA====", "=AAA", "AA=A"])
    func refusesPaddingThatDoesNotFit(text: String) {
        #expect(throws: Base64.ParsingError.self) { try Base64.decode(text.utf8, .standard) }
    }
}
