import CTAPMessages
import FIDOMetadata
import Testing
import Vocabulary

/// What is kept of metadata answers as the metadata did, and is believed only as it was written.
struct MetadataExcerptTests {
    private static let table = MetadataInUse.builtInTable(.shipped)

    private static func models() throws -> [AAGUID] { try table.entries().compactMap(\.aaguid) }

    private static func excerpt(_ models: [AAGUID]) throws -> MetadataExcerpt {
        try MetadataExcerpt(of: table, from: .builtInTable, for: models.map { .aaguid($0) })
    }

    @Test func everyModelOfTheTableIsLevelledTheSame() throws {
        let models = try Self.models()
        let kept = try MetadataExcerpt(parsing: Array(Self.excerpt(models).json.utf8))
        #expect(kept.no == Self.table.no && kept.date == Self.table.date && kept.record == nil)
        #expect(MetadataInUse.excerpt(kept).description == Self.table.description)
        let day = try #require(CalendarDate("2026-11-25"))
        for model in models {
            let whole = try #require(Self.table.lookup(.aaguid(model)).entry)
            let part = try #require(kept.lookup(.aaguid(model)).entry)
            #expect(part.name == whole.name)
            for firmware in [nil, 1, 328_707] as [UInt64?] {
                let expected = LevelAssessment(of: whole, firmware: firmware, at: day)
                let found = LevelAssessment(of: part, firmware: firmware, at: day)
                #expect(found.outcome == expected.outcome && found.explanation == expected.explanation, "\(whole.name)")
            }
        }
        #expect(models.count > 100)
    }

    @Test func onlyWhatWasAskedForIsKept() throws {
        let models = try Self.models()
        let unknown = try #require(AAGUID(text: "ffffffff-0000-4000-8000-000000000001"))
        let kept = try Self.excerpt([models[3], unknown, models[3]])
        #expect(kept.entries.count == 1 && kept.entries.first?.aaguid == models[3])
        #expect(kept.absent == ["\(AuthenticatorIdentifier.aaguid(unknown))"])
        #expect(kept.lookup(.aaguid(models[4])).entries.isEmpty)
    }

    @Test func theSameTextForTheSameExcerpt() throws {
        let text = try Self.excerpt(Array(Self.models().prefix(5))).json
        #expect(try MetadataExcerpt(parsing: Array(text.utf8)).json == text)
    }

    @Test func aTextThatIsCutOffIsNone() throws {
        let text = Array(try Self.excerpt(Array(Self.models().prefix(2))).json.utf8)
        // The last byte is a line break.
        for count in 0..<(text.count - 1) {
            #expect(throws: MetadataExcerpt.ParsingError.self, "\(count)") {
                try MetadataExcerpt(parsing: Array(text.prefix(count)))
            }
        }
    }

    @Test(arguments: [
        ("\"formatVersion\":1", "\"formatVersion\":2"), ("\"source\":\"built-in-table\"", "\"source\":\"hearsay\""),
        ("\"source\":\"built-in-table\"", "\"source\":\"file\""), ("\"absent\":[]", "\"absent\":{}"),
        ("\"date\":\"2", "\"date\":\"x"), ("\"statusReports\":[{", "\"statusReports\":[7,{"),
    ])
    func whatIsWrittenOtherwiseIsRefused(_ original: String, _ changed: String) throws {
        let text = try Self.excerpt(Array(Self.models().prefix(1))).json
        #expect(text.contains(original))
        #expect(throws: MetadataExcerpt.ParsingError.self) {
            try MetadataExcerpt(parsing: Array(text.replacing(original, with: changed, maxReplacements: 1).utf8))
        }
    }
}
