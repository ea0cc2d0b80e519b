import FIDOMetadata
import FixtureSupport
import Testing
import Vocabulary

/// Reports as production published them, with what each reading makes of them.
@Suite(.enabled(if: SharedData.folder != nil, "the captured reports are not beside this checkout"))
struct SelectionVectorTests {
    @Test func everyVectorHolds() throws {
        let bytes = try #require(try SharedData.bytes("domain/mds-selection-vectors.json"))
        let vectors = try #require(try JSONDocument(parsing: bytes).root["vectors"]?.elements)
        #expect(vectors.count == 22)
        for vector in vectors {
            let name = "\(vector["blob_no"]?.rawText ?? "") \(vector["aaguid"]?.string ?? "")"
            var findings: [MetadataFinding] = []
            let reports = try #require(vector["statusReports"]).rawText
            let version = vector["ms_authenticatorVersion"]?.rawText
            let json = SyntheticEntry.json(
                ["statusReports": reports],
                statement: version.map { ["authenticatorVersion": $0] } ?? [:]
            )
            let node = try JSONDocument(parsing: Array(json.utf8)).root
            let entry = try MetadataEntry(parsing: node, index: 0, findings: &findings)
            let date = try #require(
                CalendarDate(vector["blob_no"]?.unsignedInteger == 122 ? "2024-12-20" : "2025-02-19")
            )
            let assessment = LevelAssessment(of: entry, firmware: nil, at: date)

            let undesired = vector["undesired"]?.elements?.compactMap(\.string) ?? []
            #expect(assessment.undesired.map(\.report.status.rawValue) == undesired, "\(name)")
            #expect(
                Self.rank(assessment.decidingReport) == vector["rank_by_latest_date_max_in_tie"]?.integer,
                "\(name)"
            )
            #expect((assessment.level == nil) == (Self.rank(assessment.decidingReport) == 0), "\(name)")
            for (rule, field) in [
                (LevelReading.Rule.lastElement, "rank_by_last_element"),
                (.newestDate, "rank_by_date_ties_to_later_element"),
            ] {
                let reading = assessment.readings.first { $0.rule == rule }
                #expect(Self.rank(reading?.report) == vector[field]?.integer ?? 0, "\(name) \(rule)")
            }
        }
    }

    /// The ranks of the vectors, where plain certification and level 1 are one.
    private static func rank(_ report: StatusReport?) -> Int64 {
        guard let status = report?.status, status != .notFIDOCertified else { return 0 }
        return Int64(status.level?.rank ?? 10)
    }
}
