import Evidence
import Octets
import StrictYAML
import Testing
import Vocabulary

struct KeyTests {
    /// The key pair of RFC 8410, 10.1 and 10.3.
    private static let privatePEM = """
        -----BEGIN PRIVATE KEY-----
        MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
        -----END PRIVATE KEY-----

        """
    private static let publicPEM = """
        -----BEGIN PUBLIC KEY-----
        MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
        -----END PUBLIC KEY-----

        """

    @Test func keysAreThoseOfTheStandard() throws {
        let key = try #require(SigningKey(pem: Secret(Array(Self.privatePEM.utf8))))
        #expect(key.verifyingKey.pem == Self.publicPEM)
        #expect(VerifyingKey(pem: Self.publicPEM) == key.verifyingKey)
        #expect(key.pem.withBytes { String(decoding: $0, as: UTF8.self) } == Self.privatePEM)
        #expect("\(key)".contains("‹secret›"))
    }

    @Test(arguments: 0..<publicPEM.utf8.count)
    func everyPrefixOfAKeyIsRefused(length: Int) {
        let text = String(Self.publicPEM.prefix(length))
        // The last line break may be missing.
        #expect((VerifyingKey(pem: text) == nil) == (length < Self.publicPEM.utf8.count - 1))
    }

    @Test func listsReadBackWithTheirDays() throws {
        let from = try #require(CalendarDate("2026-01-01"))
        let until = try #require(CalendarDate("2027-12-31"))
        let key = SigningKey().verifyingKey
        let list = TrustedKeys([
            TrustedKey(name: "Bench: \"two\"", key: key, from: from, until: until),
            TrustedKey(name: "any", key: SigningKey().verifyingKey),
        ])
        #expect(try TrustedKeys(reading: Array(list.file.utf8), file: "k") == list)
        let trusted = try #require(list.key(id: key.id))
        #expect(trusted.objection(on: from) == nil && trusted.objection(on: until) == nil)
        #expect(try trusted.objection(on: #require(CalendarDate("2028-01-01")))?.contains("expired") == true)
        #expect(try trusted.objection(on: #require(CalendarDate("2025-12-31")))?.contains("begins") == true)
    }

    @Test(arguments: [
        ("format: 2\nkeys: []\n", "k:1:9"), ("format: 1\n", "keys"),
        ("format: 1\nkeys:\n  - name: a\n    key: b\n", "k:4"),
        ("-----BEGIN PUBLIC KEY-----\n", "no Ed25519 public key"),
    ])
    func mistakesAreNamed(text: String, complaint: String) {
        let error = #expect(throws: YAMLProblems.self) { try TrustedKeys(reading: Array(text.utf8), file: "k") }
        #expect(error?.description.contains(complaint) == true, "\(error?.description ?? "")")
    }
}
