import CTAPMessages
import FixtureSupport
import Foundation
import Testing
import Vocabulary

@testable import FIDOMetadata

struct BuiltInModelsTests {
    @Test func theShippedTableIsWhole() throws {
        let models = BuiltInModels.shipped
        #expect(models.no == 291)
        #expect(models.date == CalendarDate("2026-10-15"))
        #expect(models.lowestLevel == .l2)
        #expect(models.entries.count == 106)
        for entry in models.entries {
            let assessment = LevelAssessment(of: entry, firmware: nil, at: models.date)
            #expect(try #require(assessment.level) >= .l2, "\(entry.name)")
            #expect(!entry.name.isEmpty)
            #expect(entry.statement.authenticatorVersion != nil)
        }
    }

    /// A YubiKey of firmware 5.7, one of 5.4 that looks the same, and a preview of 5.7.
    @Test(arguments: [
        ("a25342c0-3cdc-4414-8e46-f4807fca511c", CertificationLevel.l2), ("2fc0579f-8113-47ea-b116-bb5a8db9202a", nil),
        ("34f5766d-1536-4a24-9033-0e294e510fb0", nil), ("c1f9a0bc-1dd2-404a-b27f-8e29047a43fd", .l2),
        ("bb405265-40cf-4115-93e5-a332c1968d8c", .l2), ("00000000-0000-0000-0000-000000000000", nil),
    ])
    func looksUp(text: String, level: CertificationLevel?) throws {
        let aaguid = try #require(AAGUID(text: text))
        let entry = BuiltInModels.shipped.lookup(aaguid)
        let assessment = entry.map { LevelAssessment(of: $0, firmware: nil, at: BuiltInModels.shipped.date) }
        #expect(assessment?.level == level)
    }

    @Test func theRuleReadsTheTableAsItReadsABLOB() throws {
        let aaguid = try #require(AAGUID(text: "a25342c0-3cdc-4414-8e46-f4807fca511c"))
        let entry = try #require(BuiltInModels.shipped.lookup(aaguid))
        let before = try #require(CalendarDate("2024-08-01"))
        #expect(LevelAssessment(of: entry, firmware: 329_473, at: before).level == .l1)
        #expect(LevelAssessment(of: entry, firmware: 328_707, at: BuiltInModels.shipped.date).level == nil)
    }

    @Test func aVerifiedBLOBMakesATable() async throws {
        let reports = #"""
            [{"status":"FIDO_CERTIFIED_L2","effectiveDate":"2024-01-01","authenticatorVersion":5,"certificateNumber":"F;1|2",
            "sunsetDate":"2030-01-01"},{"status":"FIDO_CERTIFIED"},{"status":"UPDATE_AVAILABLE","effectiveDate":"soon"}]
            """#
        let aaguids = ["a", "b", "c", "d"].map { String(repeating: $0, count: 8) + "-2222-4333-8444-555555555555" }
        let l1 = #"[{"status":"FIDO_CERTIFIED_L1","effectiveDate":"2024-01-01"}]"#
        let revoked = #"[{"status":"FIDO_CERTIFIED_L3","effectiveDate":"2024-01-01"},{"status":"REVOKED"}]"#
        let world = try TestWorld.shared.get()
        var blob = world.blob
        blob.payload = SyntheticEntry.payload([
            SyntheticEntry.json(["aaguid": "\"\(aaguids[1])\"", "statusReports": l1]),
            SyntheticEntry.json(["aaguid": "\"\(aaguids[2])\"", "statusReports": revoked]),
            SyntheticEntry.json(["aaguid": "\"\(aaguids[3])\""], statement: ["description": #""Second; of\nname""#]),
            SyntheticEntry.json(["aaguid": "\"\(aaguids[0])\"", "statusReports": reports]),
        ])
        let verified = try await BLOBVerifier(anchors: [world.root.anchor]).verify(blob.text(), at: TestAuthority.now)
        let text = BuiltInModels.table(from: verified)
        #expect(
            text.split(separator: "\n").filter { !$0.hasPrefix("#") } == [
                "7;2026-05-28;L2",
                "\(aaguids[3]);1;FIDO_CERTIFIED_L2@2024-01-01;Second; of name",
            ]
        )
        let models = BuiltInModels(table: Array(text.utf8))
        #expect(models.no == 7)
        #expect(models.lookup(try #require(AAGUID(text: aaguids[3])))?.name == "Second; of name")
    }

    @Test func reportsSurviveTheTable() throws {
        let reports = #"""
            [{"status":"FIDO_CERTIFIED_L2","effectiveDate":"2026-01-01","authenticatorVersion":5,"certificateNumber":"F;1|2",
            "sunsetDate":"2030-01-01"},{"status":"FIDO_CERTIFIED","effectiveDate":"2024-01-01"},
            {"status":"UPDATE_AVAILABLE","effectiveDate":"soon"}]
            """#
        let blob = try MetadataBLOB(parsing: SyntheticEntry.payload([SyntheticEntry.json(["statusReports": reports])]))
        let date = try #require(CalendarDate("2026-05-01"))
        let read = try #require(
            BuiltInModels(table: Array(BuiltInModels.table(from: blob, on: date).utf8)).entries.first
        )
        let original = try #require(blob.entries.first)
        #expect(read.statusReports.map(\.status) == original.statusReports.map(\.status))
        #expect(read.statusReports.map(\.authenticatorVersion) == [5, nil, nil])
        #expect(read.statusReports.map(\.sunsetDate) == original.statusReports.map(\.sunsetDate))
        #expect(read.statusReports.map(\.effectiveDate.date) == original.statusReports.map(\.effectiveDate.date))
        #expect(read.statusReports.first?.certificateNumber == "F12")
        #expect(
            LevelAssessment(of: read, firmware: 5, at: date).level
                == LevelAssessment(of: original, firmware: 5, at: date).level
        )
    }

    @Test(arguments: ["", "#", "291;2026-10-15", "x;2026-10-15;L2", "291;someday;L2", "291;2026-10-15;L9"])
    func aTableWithoutAHeadVouchesForNobody(text: String) {
        let models = BuiltInModels(table: Array("\(text)\naa;1;FIDO_CERTIFIED_L2@2024-01-01;x".utf8))
        #expect(models.no == 0)
        #expect(models.entries.isEmpty)
    }

    @Test(.enabled(if: SharedData.folder != nil, "the captured payload is not beside this checkout"))
    func theShippedTableIsWhatTheNewestPayloadGives() throws {
        let blob = try MetadataBLOB(parsing: try CapturedPayloadTests.unpacked("mds/payload/no291-2026-10.json.xz"))
        let text = BuiltInModels.table(from: blob, on: BuiltInModels.shipped.date)
        #expect(Array(text.utf8) == PackageResources.certified_models_txt)
        let list = String(decoding: try #require(try SharedData.bytes("mds/l2.csv")), as: UTF8.self)
        let listed = list.split(whereSeparator: \.isNewline).filter { $0.contains(",fido2,") }
            .compactMap { line in
                AAGUID(text: line.prefix { $0 != "," })
            }
        #expect(listed.count == 106)
        #expect(Set(listed) == Set(BuiltInModels.shipped.entries.compactMap(\.aaguid)))
    }
}
