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
        let whole = try StoredMetadata(payload: verified.payload, record: record)
        let indexed = try Self.indexed(verified, verified.payload)
        var identifiers = ["11111111", "22222222", "aaaaaaaa", "bbbbbbbb", "cccccccc"]
            .compactMap {
                AAGUID(text: "\($0)-2222-4333-8444-555555555555").map { AuthenticatorIdentifier.aaguid($0) }
            }
        identifiers += [.keyIdentifier(Array(repeating: 0xAB, count: 20)), .aaid("1234#abcd"), .aaid("0000#0000")]
        #expect(identifiers.count == 8)
        for stored in [whole, indexed] {
            for identifier in identifiers {
                #expect(
                    Self.summary(try stored.lookup(identifier)) == Self.summary(verified.blob.lookup(identifier)),
                    "\(identifier)"
                )
            }
            #expect(Self.summary(try stored.lookup(identifiers[0])) == "found 0")
            #expect(Self.summary(try stored.lookup(identifiers[1])) == "ambiguous 1 2")
            #expect(Self.summary(try stored.lookup(identifiers[3])) == "absent")
            #expect(try stored.blob().entries.map(\.name) == verified.blob.entries.map(\.name))
        }
    }

    /// What was stored, with the index that it was stored with, over bytes that may have changed since.
    private static func indexed(_ verified: VerifiedBLOB, _ bytes: [UInt8]) throws -> StoredMetadata {
        try StoredMetadata(
            payload: StoredPayload(part: { Array(bytes[$0.clamped(to: bytes.indices)]) }, whole: { bytes }),
            index: try EntryIndex(parsing: Array(EntryIndex(of: verified, release: "1").text.utf8)),
            record: verified.record,
            release: "1"
        )
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

    @Test func anAnswerByTheIndexIsTheVerifiedEntryOrNone() async throws {
        let verified = try await Self.verified()
        let sought = AuthenticatorIdentifier.aaguid(try #require(verified.blob.entries[0].aaguid))
        let text = Array(try #require(verified.blob.entries[0].source?.rawText).utf8)
        let start = try #require(verified.payload.indices.first { verified.payload[$0...].starts(with: text) })
        let entry = start..<start + text.count
        let genuine = Self.summary(verified.blob.lookup(sought))
        for position in verified.payload.indices {
            var payload = verified.payload
            payload[position] ^= 1
            let stored = try Self.indexed(verified, payload)
            if entry.contains(position) {
                #expect(throws: StoredMetadata.Damage.otherEntry(index: 0)) { try stored.lookup(sought) }
            } else {
                #expect(Self.summary(try stored.lookup(sought)) == genuine)
            }
        }
        let cut = try Self.indexed(verified, Array(verified.payload.prefix(entry.upperBound - 1)))
        #expect(throws: StoredMetadata.Damage.otherEntry(index: 0)) { try cut.lookup(sought) }
        #expect(throws: StoredMetadata.Damage.self) { try cut.blob() }
    }

    @Test func everyChangedByteOfAnIndexIsNoticed() async throws {
        let text = Array(EntryIndex(of: try await Self.verified(), release: "1").text.utf8)
        for position in text.indices {
            var changed = text
            changed[position] ^= 1
            #expect(throws: EntryIndex.ParsingError.self, "byte \(position)") { try EntryIndex(parsing: changed) }
        }
        for count in 0..<text.count {
            #expect(throws: EntryIndex.ParsingError.self) { try EntryIndex(parsing: Array(text.prefix(count))) }
        }
    }

    @Test func anIndexOfAnotherPayloadOrReleaseIsRefused() async throws {
        let verified = try await Self.verified()
        let payload = StoredPayload(part: { _ in [] }, whole: { [] })
        var other = verified.record
        other.payloadDigest = String(repeating: "0", count: 64)
        let index = EntryIndex(of: verified, release: "1")
        #expect(throws: StoredMetadata.Damage.otherIndex) {
            try StoredMetadata(payload: payload, index: index, record: other, release: "1")
        }
        #expect(throws: StoredMetadata.Damage.otherIndex) {
            try StoredMetadata(payload: payload, index: index, record: verified.record, release: "2")
        }
    }
}
