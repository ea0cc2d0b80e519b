import CBORTree
import CTAPMessages
import Octets
import Testing

@Suite struct RetriesTests {
    private static let requests: [(RetriesRequest, String)] = [
        (RetriesRequest(.pin), "06a201010201"),
        (RetriesRequest(.pin, pinUvAuthProtocol: 2), "06a201020201"),
        (RetriesRequest(.uv, pinUvAuthProtocol: nil), "06a10207"),

    ]

    @Test(arguments: requests)
    func asksInCanonicalForm(request: RetriesRequest, hex: String) throws {
        #expect(Hex.encode(request.encoded()) == hex)
        #expect(try CBORItem(parsing: Array(request.encoded().dropFirst())).canonicalFindings().isEmpty)
    }

    @Test(arguments: [
        RetriesResponse(), RetriesResponse(pinRetries: 8), RetriesResponse(pinRetries: 0, powerCycleState: true),
        RetriesResponse(uvRetries: 3), RetriesResponse(pinRetries: 5, powerCycleState: false, uvRetries: 1),
    ])
    func answersComeBack(response: RetriesResponse) throws {
        #expect(try RetriesResponse(parsing: response.encoded()) == response)
    }

    private static let malformed: [(String, RetriesResponse.ParsingError)] = [
        ("80", RetriesResponse.ParsingError.notAMap),
        ("", .notCBOR(CBORError(.truncated, offset: 0))),
        ("a10320", .wrongType(member: 3, actual: "-1")),
        ("a1031bffffffffffffffff", .wrongType(member: 3, actual: "18446744073709551615")),
        ("a10400", .wrongType(member: 4, actual: "0")),
        ("a1056161", .wrongType(member: 5, actual: "\"a\"")),

    ]

    @Test(arguments: malformed)
    func refusesCountersThatAreNone(hex: String, expected: RetriesResponse.ParsingError) throws {
        let bytes = try Hex.decode(hex)
        #expect(throws: expected) { try RetriesResponse(parsing: bytes) }
    }
}
