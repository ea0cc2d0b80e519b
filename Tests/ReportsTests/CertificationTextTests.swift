import Assessment
import Reports
import Testing

struct CertificationTextTests {
    static let builds = ["ward-kiosk", "reception-kiosk", "security-key-kiosk"]

    @Test(
        arguments: zip(
            builds,
            [
                "WARRANTED: Ward kiosk, smartcards", "NOT WARRANTED: Reception kiosk, smartcards",
                "INCONCLUSIVE: Clinic kiosk, security keys",
            ]
        )
    )
    func theVerdictComesFirst(build: String, line: String) throws {
        let text = try Samples.certification(build).text
        #expect(text.split(separator: "\n").first.map(String.init) == line)
    }

    @Test(arguments: builds)
    func everyReasonAppearsOnceWithItsEvidence(build: String) throws {
        let certification = try Samples.certification(build)
        let text = certification.text
        let flat = text.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
        for effect in [Effect.fails, .open, .advises] {
            for (reason, cells) in certification.reasons(effect) {
                #expect(flat.occurrences(of: reason.sentence) == 1, "\(reason.sentence)")
                #expect(flat.contains("evidence: \(reason.evidence)"))
                #expect(flat.contains("\(reason.source)"))
                #expect(cells > 0 && cells <= certification.assessment.cells.count)
            }
        }
        for missing in certification.missing { #expect(flat.occurrences(of: missing.supply) == 1) }
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }

    @Test func sectionsFollowOneAnother() throws {
        let facts = try Samples.facts(Samples.composite)
        let text = try Samples.certification("security-key-kiosk", devices: [facts]).text
        let titles = ["INCONCLUSIVE:", "What cannot be answered", "What to do next", "System  ", "Devices\n"]
        let places = titles.compactMap { text.firstRange(of: $0)?.lowerBound }
        #expect(places.count == titles.count && places == places.sorted())
        #expect(text.hasSuffix("Devices\n  - Example Key, 01-device.jsonl"))
        #expect(!text.contains("Why it is not warranted"))
    }

    @Test(arguments: builds)
    func eachCellIsARow(build: String) throws {
        let certification = try Samples.certification(build)
        let table = try #require(certification.text.split(separator: "\n\n").first { $0.hasPrefix("System") })
        let verdicts = Set(certification.assessment.cells.map(\.verdict.name))
        let rows = table.split(separator: "\n").filter { row in verdicts.contains { row.hasSuffix($0) } }
        #expect(rows.count == certification.assessment.cells.count)
    }

    @Test func anEmptyBenchIsSaid() throws {
        #expect(try Samples.certification("ward-kiosk").text.hasSuffix("No device was looked at."))
    }
}

extension String {
    /// How often a text occurs.
    fileprivate func occurrences(of text: String) -> Int { ranges(of: text).count }
}
