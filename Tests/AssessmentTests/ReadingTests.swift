import Assessment
import SupportMatrix
import Testing
import Vocabulary

/// Each of the eighteen readings: the cell that it is about, flipped.
@Suite("readings")
struct ReadingTests {
    struct Flip: CustomTestStringConvertible, Sendable {
        let reading: Reading
        let option: String
        let before: Verdict
        let after: Verdict
        let make: @Sendable () throws -> Bench

        var testDescription: String { "\(reading.id) as \(option)" }
    }

    static let flips: [Flip] = [
        // CIM carries note (1) of the system tables; under one numbering it would need a managed device.
        Flip(reading: .a01, option: "shared", before: .warranted, after: .notWarranted) {
            var bench = try Bench(systems: ["care-identity-management"], authenticators: ["windows-hello"])
            bench.client.isManaged = false
            return bench
        },
        // SUS carries no note (2), and Edge's column neither.
        Flip(reading: .a02, option: "marked-cells", before: .notWarranted, after: .warranted) {
            var bench = try Bench(systems: ["sus"])
            bench.client.software["nhs-credential-management"] = .absent
            return bench
        },
        Flip(reading: .a03, option: "authenticator-table", before: .notWarranted, after: .warrantedWithAdvice) {
            try Bench(browser: .firefox, systems: ["sus"], authenticators: ["windows-hello"])
        },
        Flip(reading: .a03, option: "system-table", before: .notWarranted, after: .warrantedWithAdvice) {
            try Bench(
                operatingSystem: .iPadOS17,
                browser: .edge,
                systems: ["ncrs"],
                authenticators: ["cis2-ipad-app"]
            )
        },
        Flip(reading: .a04, option: "not-listed", before: .warrantedWithAdvice, after: .notWarranted) {
            try Bench(
                operatingSystem: .macOS14,
                browser: .safari,
                systems: ["ncrs"],
                authenticators: ["security-keys"]
            )
        },
        Flip(reading: .a04, option: "every-system", before: .notWarranted, after: .warrantedWithAdvice) {
            try Bench(
                operatingSystem: .macOS14,
                browser: .chrome,
                systems: ["sus"],
                authenticators: ["security-keys"]
            )
        },
        Flip(reading: .a05, option: "not-listed", before: .warrantedWithAdvice, after: .notWarranted) {
            try Bench(
                operatingSystem: .iPadOS17,
                browser: .safari,
                systems: ["ncrs"],
                authenticators: ["cis2-ipad-app"]
            )
        },
        Flip(reading: .a06, option: "usable", before: .notWarranted, after: .warrantedWithAdvice) {
            try Bench(operatingSystem: .windows("11", "25H2"), systems: ["sus"])
        },
        Flip(reading: .a08, option: "covered", before: .inconclusive, after: .warrantedWithAdvice) {
            try Bench(operatingSystem: .windows("11", "24H2", edition: "EnterpriseS"), systems: ["sus"])
        },
        Flip(reading: .a08, option: "not-listed", before: .inconclusive, after: .notWarranted) {
            try Bench(operatingSystem: .windows("11", "24H2", edition: "CloudEdition"), systems: ["sus"])
        },
        Flip(reading: .a09, option: "not-supported", before: .warrantedWithAdvice, after: .notWarranted) {
            var bench = try Bench(browser: .chrome, systems: ["e-rs"])
            bench.client.browsers[0].identity.version = ReleaseName("139.0")
            return bench
        },
        // Twenty milestones are ten releases of Extended Stable.
        Flip(reading: .a10, option: "own-channel", before: .warrantedWithAdvice, after: .warranted) {
            var bench = try Bench(browser: .chrome, systems: ["e-rs"])
            bench.client.browsers[0].identity.version = ReleaseName("130.0")
            bench.client.browsers[0].identity.channel = "extended-stable"
            return bench
        },
        Flip(reading: .a11, option: "usable", before: .notWarranted, after: .warrantedWithAdvice) {
            var bench = try Bench(systems: ["care-identity-management"])
            bench.client.software["nhs-chrome-extension"] = .present(version: nil)
            return bench
        },
        Flip(reading: .a12, option: "no-requirement", before: .inconclusive, after: .warranted) {
            var bench = try Bench(systems: ["care-identity-management"])
            bench.client.cardPrinters = ["a card printer"]
            return bench
        },
        Flip(reading: .a13, option: "sign-in-page", before: .notWarranted, after: .warrantedWithAdvice) {
            var bench = try Bench(
                operatingSystem: .iPadOS17,
                browser: .safari,
                systems: ["ncrs"],
                authenticators: ["cis2-ipad-app"]
            )
            bench.client.operatingSystem.version = ReleaseName("15.8")
            return bench
        },
        Flip(reading: .a14, option: "arguments-only", before: .notWarranted, after: .warrantedWithAdvice) {
            var bench = try Bench(systems: ["sus"])
            bench.client.browsers[0].identity.arguments = ["--kiosk", "--edge-kiosk-type=fullscreen"]
            return bench
        },
        Flip(reading: .a15, option: "established-exactly", before: .warranted, after: .notWarranted) {
            var bench = try Bench(systems: ["sus"], authenticators: ["security-keys"])
            bench.metadata.standings["key-1:2"] = .established(.l3, source: "a metadata entry")
            return bench
        },
        Flip(reading: .a15, option: "claimed-at-least", before: .inconclusive, after: .warrantedWithAdvice) {
            var bench = try Bench(systems: ["sus"], authenticators: ["security-keys"])
            bench.metadata.standings["key-1:2"] = .claimedOnly(.l2, source: "a metadata entry")
            return bench
        },
        Flip(reading: .a16, option: "sign-in-service", before: .notWarranted, after: .warrantedWithAdvice) {
            try Bench(systems: ["sus"], authenticators: ["passkeys"])
        },
        Flip(reading: .a17, option: "as-written", before: .notWarranted, after: .notWarranted) {
            try Bench(operatingSystem: .windows("8.1"), systems: ["sus"])
        },
        Flip(reading: .a18, option: "not-listed", before: .warrantedWithAdvice, after: .notWarranted) {
            try Bench(systems: ["sus"], authenticators: ["google-authenticator"])
        },
    ]

    @Test(arguments: flips)
    func flippingOneChangesTheVerdictThatRestsOnIt(_ flip: Flip) throws {
        var bench = try flip.make()
        let before = try #require(bench.cell())
        let knob = Policy.knob(of: flip.reading)
        try #require(knob.set(flip.option, in: &bench.policy))
        let after = try #require(bench.cell())
        #expect(before.verdict == flip.before)
        #expect(after.verdict == flip.after)
        #expect(before.readings.readings.contains(flip.reading))
        #expect(after.readings.readings.contains(flip.reading))
        #expect(before.reasons != after.reasons)
        #expect(bench.policy.overridden == [flip.reading])
        #expect(Policy.standard.sentence(for: flip.reading) != bench.policy.sentence(for: flip.reading))
    }

    /// Both Windows 8.1 answers are a no; what the reading changes is why.
    @Test
    func theMisspeltColumnChangesTheStatusFromRetiredToNotListed() throws {
        var bench = try Bench(operatingSystem: .windows("8.1"), systems: ["sus"])
        #expect(bench.cell()?.operatingSystemStatus == .retired)
        bench.policy.misspeltColumn = .asWritten
        #expect(bench.cell()?.operatingSystemStatus == .notListed)
    }

    @Test
    func theEndOfAVendorsSupportIsASecondVerdictUnlessThePolicySaysOtherwise() throws {
        let facts = try DatedFacts.builtIn()
        var bench = try Bench(operatingSystem: .windows("11", "24H2", edition: "Professional"), systems: ["sus"])
        func cell() throws -> CellVerdict {
            let advice = facts.advice(for: bench.client, asOf: bench.asOf, policy: bench.policy)
            let cells = Assessor(edition: bench.edition, policy: bench.policy)
                .cells(of: bench.client, evidence: bench.evidence, asOf: bench.asOf, advice: advice)
            return try #require(cells.first)
        }
        let before = try cell()
        #expect(before.verdict == .warranted)
        #expect(before.readings.readings.contains(.a07))
        bench.policy.vendorSupport = .advise
        let after = try cell()
        #expect(after.verdict == .warrantedWithAdvice)
        #expect(after.readings.readings.contains(.a07))
        #expect(facts.lifecycle(of: bench.client, asOf: bench.asOf).first?.standing == .ended(Bench.date(2026, 10, 13)))
    }

    @Test
    func eachReadingIsFlippedSomewhere() {
        #expect(Set(Self.flips.map(\.reading)).union([.a07]) == Set(Reading.allCases))
    }

    /// Note (2) of the row would also mean a key's certification under one numbering; nothing else was a question.
    @Test
    func aCellCitesOnlyTheReadingsThatItRestsOn() throws {
        var bench = try Bench(systems: ["eps-tracker"], authenticators: ["windows-hello"])
        #expect(bench.cell()?.readings == [])
        bench.metadata = .none
        #expect(bench.cell()?.verdict == .warranted)
        #expect(bench.cell()?.readings == ReadingSet(.a01))
    }
}
