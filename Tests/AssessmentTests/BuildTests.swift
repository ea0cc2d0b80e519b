import Assessment
import FixtureSupport
import KioskBuild
import StrictYAML
import SupportMatrix
import Testing
import Vocabulary

@Suite("builds")
struct BuildTests {
    private func report(
        _ name: String,
        editing edit: (String) -> String = { $0 },
        evidence: BenchEvidence
    ) throws -> AssessmentReport {
        let text = edit(try Fixtures.text("builds/\(name).yaml"))
        let build = try BuildManifest(bytes: Array(text.utf8), file: "\(name).yaml")
        return assess(
            build,
            against: try Edition.newestBuiltIn(),
            evidence: evidence,
            dated: try DatedFacts.builtIn(),
            asOf: Bench.date(2026, 11, 21)
        )
    }

    private let card = BenchEvidence(devices: [
        ObservedDevice(kind: .reader, name: "Reader 1", cardAnswered: true, reference: "reader-1:4")
    ])

    @Test
    func theWardKioskIsWarrantedWithACardThatAnswers() throws {
        let report = try report("ward-kiosk", evidence: card)
        #expect(report.verdict == .warranted)
        #expect(report.cells.count == 10)
        #expect(report.lifecycle.count == 3)
        #expect(report.counts.map(\.count) == [10, 0, 0, 0])
    }

    @Test
    func withoutACardItIsInconclusive() throws {
        let report = try report("ward-kiosk", evidence: .none)
        #expect(report.verdict == .inconclusive)
        #expect(Set(report.cells.flatMap { $0.missing.map(\.what) }) == ["a card that answers in a reader"])
    }

    @Test
    func aReasonNamesTheLineOfTheBuild() throws {
        let report = try report(
            "ward-kiosk",
            editing: { $0.replacing("edition-id: Enterprise", with: "edition-id: IoTEnterprise") },
            evidence: card
        )
        let reason = try #require(report.cells.first?.decidingReason)
        #expect(report.verdict == .notWarranted)
        #expect(reason.rule == "windows-editions")
        #expect(reason.evidence.description == "build: os.edition-id (line 16)")
    }

    @Test
    func theSameInputsGiveTheSameReport() throws {
        #expect(try report("ward-kiosk", evidence: card) == report("ward-kiosk", evidence: card))
    }

    @Test
    func whatVendorsAndNHSEnglandSayHasItsDate() throws {
        let facts = try DatedFacts.builtIn()
        var client = try Bench().client
        client.cardSeries = [4, 5, 8]
        client.software["nhs-identity-agent"] = .present(version: nil)
        func sentences(_ asOf: CalendarDate) -> [String] {
            facts.advice(for: client, asOf: asOf, policy: .standard).byKind[.smartcard, default: []].map(\.sentence)
        }
        #expect(
            sentences(Bench.date(2026, 4, 15)) == [
                "Cards of series 4 have been blocked since 1 April 2026 (first planned for 30 March 2022).",
                "Cards of series 5 are blocked from 7 May 2026 (first planned for 30 September 2023).",
                "Identity Agent is installed; its end is planned for 28 February 2027: CIS1 authentication is to be "
                    + "retired then and takes Identity Agent with it.",
            ]
        )
        #expect(sentences(Bench.date(2027, 3, 1))[2].contains("whether it came is not on record here"))
    }

    @Test(arguments: [
        ("11", "24H2", "Professional", "ended"), ("11", "24H2", "Enterprise", "supported"),
        ("10", "22H2", "Enterprise", "ended"), ("11", "23H2", "Education", "ended"),
        ("11", "25H2", "Professional", "supported"), ("11", "24H2", "EnterpriseS", "unknown"),
    ])
    func theVendorsSupportIsThatOfTheEdition(
        _ version: String,
        _ release: String,
        _ edition: String,
        _ expected: String
    ) throws {
        let client = try Bench(operatingSystem: .windows(version, release, edition: edition)).client
        let verdict = try #require(try DatedFacts.builtIn().lifecycle(of: client, asOf: Bench.day).first)
        let found =
            switch verdict.standing {
            case .ended: "ended"
            case .supported, .endsSoon: "supported"
            case .unknown: "unknown"
            case .current, .behind, .notPublished: "something else"
            }
        #expect(found == expected)
        #expect((verdict.source == nil) == (expected == "unknown"))
    }
}
