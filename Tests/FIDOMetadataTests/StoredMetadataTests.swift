import CTAPMessages
import FIDOMetadata
import Testing

struct StoredMetadataTests {
    private static let key = #"["\#(String(repeating: "AB", count: 20))"]"#

    private static func verified() async throws -> VerifiedBLOB {
        let world = try TestWorld.shared.get()
        var blob = world.blob
        let twice = #""22222222-2222-4333-8444-555555555555""#
        blob.payload = SyntheticEntry.payload([
            SyntheticEntry.json(["aaguid": #""11111111222243338444555555555555""#]),
            SyntheticEntry.json(["aaguid": twice]),
            SyntheticEntry.json(["aaguid": twice, "statusReports": #"[{"status":"REVOKED"}]"#]),
            SyntheticEntry.json(["aaguid": #""AAAAAAAA-2222-4333-8444-555555555555""#]),
            SyntheticEntry.json(["aaguid": #""AAAAAAAA-2222-4333-8444-555555555555""#]),
            SyntheticEntry.json(["aaguid": #""BBBBBBBB-2222-4333-8444-555555555555""#, "statusReports": "[]"]),
            SyntheticEntry.json(["aaguid": nil, "attestationCertificateKeyIdentifiers": key]),
            SyntheticEntry.json(["aaguid": nil, "aaid": #""1234#ABCD""#]),
        ])
        return try await BLOBVerifier(anchors: [world.root.anchor]).verify(blob.text(), at: TestAuthority.now)
    }

    @Test func answersAsTheWholeBLOBDoes() async throws {
        let verified = try await Self.verified()
        let record = try VerificationRecord(parsing: Array(verified.record.json.utf8))
        let stored = try StoredMetadata(payload: verified.payload, record: record)
        var identifiers = ["11111111", "22222222", "aaaaaaaa", "bbbbbbbb", "cccccccc"]
            .compactMap {
                AAGUID(text: "\($0)-2222-4333-8444-555555555555").map { AuthenticatorIdentifier.aaguid($0) }
            }
        identifiers += [.keyIdentifier(Array(repeating: 0xAB, count: 20)), .aaid("1234#abcd"), .aaid("0000#0000")]
        #expect(identifiers.count == 8)
        for identifier in identifiers {
            #expect(
                Self.summary(stored.lookup(identifier)) == Self.summary(verified.blob.lookup(identifier)),
                "\(identifier)"
            )
        }
        #expect(Self.summary(stored.lookup(identifiers[0])) == "found 0")
        #expect(Self.summary(stored.lookup(identifiers[1])) == "ambiguous 1 2")
        #expect(Self.summary(stored.lookup(identifiers[3])) == "absent")
    }

    private static func summary(_ lookup: MetadataLookup) -> String {
        switch lookup {
        case .found(let entry): "found \(entry.index)"
        case .absent: "absent"
        case .ambiguous(let entries): "ambiguous \(entries.map { String($0.index) }.joined(separator: " "))"
        }
    }

    @Test func everyChangedByteIsNoticed() async throws {
        let verified = try await Self.verified()
        for position in stride(from: 0, to: verified.payload.count, by: 97) {
            var payload = verified.payload
            payload[position] ^= 1
            #expect(throws: StoredMetadata.Damage.self) {
                try StoredMetadata(payload: payload, record: verified.record)
            }
        }
        #expect(throws: StoredMetadata.Damage.self) {
            try StoredMetadata(payload: Array(verified.payload.dropLast()), record: verified.record)
        }
    }
}
