import Octets
import Testing

/// One row of RFC 8949, appendix A: bytes, and what they say in diagnostic notation.
struct CBORVector: CustomTestStringConvertible, Sendable {
    let hex: String
    let diagnostic: String

    init(_ hex: String, _ diagnostic: String) {
        self.hex = hex
        self.diagnostic = diagnostic
    }

    var testDescription: String { "\(hex) is \(diagnostic)" }

    func bytes() throws -> [UInt8] { try Hex.decode(hex) }

    /// Every kind of item that the appendix shows, each in the spelling it shows.
    static let appendixA = [
        CBORVector("00", "0"),
        CBORVector("01", "1"),
        CBORVector("0a", "10"),
        CBORVector("17", "23"),
        CBORVector("1818", "24"),
        CBORVector("1819", "25"),
        CBORVector("1864", "100"),
        CBORVector("1903e8", "1000"),
        CBORVector("1a000f4240", "1000000"),
        CBORVector("1b000000e8d4a51000", "1000000000000"),
        CBORVector("1bffffffffffffffff", "18446744073709551615"),
        CBORVector("c249010000000000000000", "2(h'010000000000000000')"),
        CBORVector("3bffffffffffffffff", "-18446744073709551616"),
        CBORVector("c349010000000000000000", "3(h'010000000000000000')"),
        CBORVector("20", "-1"),
        CBORVector("29", "-10"),
        CBORVector("3863", "-100"),
        CBORVector("3903e7", "-1000"),
        CBORVector("f90000", "0.0"),
        CBORVector("f98000", "-0.0"),
        CBORVector("f93c00", "1.0"),
        CBORVector("fb3ff199999999999a", "1.1"),
        CBORVector("f93e00", "1.5"),
        CBORVector("f97bff", "65504.0"),
        CBORVector("fa47c35000", "100000.0"),
        CBORVector("fa7f7fffff", "3.4028234663852886e+38"),
        CBORVector("fb7e37e43c8800759c", "1e+300"),
        CBORVector("f90001", "5.960464477539063e-8"),
        CBORVector("f90400", "6.103515625e-5"),
        CBORVector("f9c400", "-4.0"),
        CBORVector("fbc010666666666666", "-4.1"),
        CBORVector("f97c00", "Infinity"),
        CBORVector("f97e00", "NaN"),
        CBORVector("f9fc00", "-Infinity"),
        CBORVector("fa7f800000", "Infinity_2"),
        CBORVector("fa7fc00000", "NaN_2"),
        CBORVector("faff800000", "-Infinity_2"),
        CBORVector("fb7ff0000000000000", "Infinity_3"),
        CBORVector("fb7ff8000000000000", "NaN_3"),
        CBORVector("fbfff0000000000000", "-Infinity_3"),
        CBORVector("f4", "false"),
        CBORVector("f5", "true"),
        CBORVector("f6", "null"),
        CBORVector("f7", "undefined"),
        CBORVector("f0", "simple(16)"),
        CBORVector("f8ff", "simple(255)"),
        CBORVector(
            "c074323031332d30332d32315432303a30343a30305a",
            "0(\"2013-03-21T20:04:00Z\")"
        ),
        CBORVector("c11a514b67b0", "1(1363896240)"),
        CBORVector("c1fb41d452d9ec200000", "1(1363896240.5)"),
        CBORVector("d74401020304", "23(h'01020304')"),
        CBORVector("d818456449455446", "24(h'6449455446')"),
        CBORVector(
            "d82076687474703a2f2f7777772e6578616d706c652e636f6d",
            "32(\"http://www.example.com\")"
        ),
        CBORVector("40", "h''"),
        CBORVector("4401020304", "h'01020304'"),
        CBORVector("60", "\"\""),
        CBORVector("6161", "\"a\""),
        CBORVector("6449455446", "\"IETF\""),
        CBORVector("62225c", "\"\\\"\\\\\""),
        CBORVector("62c3bc", "\"ü\""),
        CBORVector("63e6b0b4", "\"水\""),
        CBORVector("64f0908591", "\"𐅑\""),
        CBORVector("80", "[]"),
        CBORVector("83010203", "[1, 2, 3]"),
        CBORVector("8301820203820405", "[1, [2, 3], [4, 5]]"),
        CBORVector(
            "98190102030405060708090a0b0c0d0e0f101112131415161718181819",
            "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25]"
        ),
        CBORVector("a0", "{}"),
        CBORVector("a201020304", "{1: 2, 3: 4}"),
        CBORVector("a26161016162820203", "{\"a\": 1, \"b\": [2, 3]}"),
        CBORVector("826161a161626163", "[\"a\", {\"b\": \"c\"}]"),
        CBORVector(
            "a56161614161626142616361436164614461656145",
            "{\"a\": \"A\", \"b\": \"B\", \"c\": \"C\", \"d\": \"D\", \"e\": \"E\"}"
        ),
        CBORVector("5f42010243030405ff", "(_ h'0102', h'030405')"),
        CBORVector("7f657374726561646d696e67ff", "(_ \"strea\", \"ming\")"),
        CBORVector("9fff", "[_ ]"),
        CBORVector("9f018202039f0405ffff", "[_ 1, [2, 3], [_ 4, 5]]"),
        CBORVector("9f01820203820405ff", "[_ 1, [2, 3], [4, 5]]"),
        CBORVector("83018202039f0405ff", "[1, [2, 3], [_ 4, 5]]"),
        CBORVector("83019f0203ff820405", "[1, [_ 2, 3], [4, 5]]"),
        CBORVector("bf61610161629f0203ffff", "{_ \"a\": 1, \"b\": [_ 2, 3]}"),
        CBORVector("826161bf61626163ff", "[\"a\", {_ \"b\": \"c\"}]"),
        CBORVector("bf6346756ef563416d7421ff", "{_ \"Fun\": true, \"Amt\": -2}"),
    ]

    /// Well formed, but not as short as can be: heads, duplicate keys, bytes that are no text.
    static let oddSpellings = [
        CBORVector("1801", "1_0"),
        CBORVector("190001", "1_1"),
        CBORVector("3a00000001", "-2_2"),
        CBORVector("1b0000000000000001", "1_3"),
        CBORVector("580101", "h'01'_0"),
        CBORVector("79000161", "\"a\"_1"),
        CBORVector("980101", "[_0 1]"),
        CBORVector("b900010102", "{_1 1: 2}"),
        CBORVector("a201020103", "{1: 2, 1: 3}"),
        CBORVector("a203010102", "{3: 1, 1: 2}"),
        CBORVector("d80200", "2_0(0)"),
        CBORVector("61ff", "text'ff'"),
        CBORVector("6309417f", "\"\\tA\\u007f\""),
        CBORVector("fa3fc00000", "1.5_2"),
        CBORVector("fb3ff8000000000000", "1.5_3"),
        CBORVector("7f6161780162ff", "(_ \"a\", \"b\"_0)"),
        CBORVector("5fff", "(_ )"),
    ]
}
