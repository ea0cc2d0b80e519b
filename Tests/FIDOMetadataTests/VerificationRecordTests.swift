import FIDOMetadata
import Foundation
import Testing
import Vocabulary

struct VerificationRecordTests {
    @Test func verifiedWhenFetchedStaysTrue() async throws {
        let world = try TestWorld.shared.get()
        let text = try world.blob.text()
        let verifier = BLOBVerifier(anchors: [world.root.anchor])
        let record = try await verifier.verify(text, at: TestAuthority.now).record
        #expect(record.verifiedAt == TestAuthority.now)
        #expect(record.algorithm == "ES256")
        #expect(record.anchorName == "test root")
        #expect(record.anchorFingerprint == world.root.anchor.fingerprint)
        #expect(record.path.map(\.subject) == ["Signer", "Authority", "Root"].map { "O=Synthetic,CN=\($0)" })
        #expect(record.nextUpdate == CalendarDate("2024-02-01"))

        let later = TestAuthority.now + 86400 * 101
        let freshness = Freshness(of: record, at: later)
        #expect(freshness.daysSinceVerification == 101)
        #expect(freshness.overdueSince == CalendarDate("2024-02-01"))
        #expect(freshness.pathExpiredAt == record.path.first?.notAfter)
        #expect(!freshness.isFresh)
        await #expect(throws: BLOBVerificationError.self) { try await verifier.verify(text, at: later) }
    }

    @Test func aRecordSurvivesStorage() async throws {
        let world = try TestWorld.shared.get()
        let verifier = BLOBVerifier(
            anchors: [world.root.anchor],
            revocationLists: [
                try RejectedBLOBTests.revocation(of: world.root, by: world.authority),
                try RejectedBLOBTests.revocation(of: world.authority, by: world.root, at: TestAuthority.now + 9),
            ]
        )
        let record = try await verifier.verify(world.blob.text(), at: TestAuthority.now).record
        #expect(record.revocation.count == 2)
        let json = Array(record.json.utf8)
        #expect(try VerificationRecord(parsing: json) == record)
        for count in 0..<json.count {
            #expect(throws: VerificationRecord.ParsingError.self) {
                try VerificationRecord(parsing: Array(json[..<count]))
            }
        }
        let newer = record.json.replacingOccurrences(of: #""formatVersion":1"#, with: #""formatVersion":2"#)
        #expect(throws: VerificationRecord.ParsingError.self) { try VerificationRecord(parsing: Array(newer.utf8)) }
    }

    @Test func aNumberMayRepeatAndRiseAndNeverFall() async throws {
        let world = try TestWorld.shared.get()
        let verifier = BLOBVerifier(anchors: [world.root.anchor])
        let text = try world.blob.text()
        for previous in [nil, 0, 6, 7] as [UInt64?] {
            #expect(try await verifier.verify(text, at: TestAuthority.now, after: previous).blob.no == 7)
        }
        await #expect(throws: BLOBVerificationError.rollback(no: 7, after: 8)) {
            try await verifier.verify(text, at: TestAuthority.now, after: 8)
        }
    }

    @Test(arguments: [
        ("1970-01-01", 0), ("1969-12-31", -1), ("2000-03-01", 11017), ("2024-02-29", 19782), ("9999-12-31", 2_932_896),
        ("0001-01-01", -719_162),
    ])
    func daysAreCounted(text: String, days: Int) throws {
        let date = try #require(CalendarDate(text))
        #expect(date.daysSince1970 == days)
        #expect(CalendarDate(Date(startOf: date)) == date)
        #expect(CalendarDate(Date(startOf: date) + 86399) == date)
    }
}
