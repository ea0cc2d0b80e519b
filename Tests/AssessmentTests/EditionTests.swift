import Assessment
import SupportMatrix
import Testing

/// Another edition is another file: what it says changes verdicts, and no code is asked.
@Suite("another edition")
struct EditionTests {
    /// The built-in edition with other parameters, as a lab would write it down.
    private func later() throws -> Edition {
        let builtIn = String(decoding: try #require(Edition.builtInFiles.last).bytes, as: UTF8.self)
        let text = builtIn.replacing("id: wes-2024-12-20", with: "id: wes-2027-05-01")
            .replacing("last-edited: 2024-12-20", with: "last-edited: 2027-05-01")
            .replacing("release: 24H2", with: "release: 26H1")
            .replacing("sus: [recommended, supported, retired]", with: "sus: [recommended, retired, retired]")
            .replacing("releases: 10", with: "releases: 3")
            .replacing("level: L2", with: "level: L3")
            .replacing("software: nhs-credential-management", with: "software: nhs-smartcard-connect")
            .replacing("[windows-10, windows-11, macos]", with: "[windows-11, macos]")
        return try Edition(reading: Array(text.utf8), file: "wes-2027-05-01.yaml")
    }

    struct Effect: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let before: Verdict
        let after: Verdict
        let make: @Sendable () throws -> Bench
    }

    static let effects: [Effect] = [
        Effect(testDescription: "a newer release was tested", before: .notWarranted, after: .warranted) {
            var bench = try Bench(operatingSystem: .windows("11", "25H2"), systems: ["ncrs"])
            bench.client.software["nhs-smartcard-connect"] = .present(version: nil)
            return bench
        },
        Effect(testDescription: "a cell became Retired", before: .warrantedWithAdvice, after: .notWarranted) {
            try Bench(operatingSystem: .windows("10", "22H2"), systems: ["sus"], authenticators: ["windows-hello"])
        },
        Effect(testDescription: "a narrower window", before: .warranted, after: .warrantedWithAdvice) {
            var bench = try Bench(browser: .chrome, systems: ["e-rs"])
            bench.client.software["nhs-smartcard-connect"] = .present(version: nil)
            bench.client.browsers[0].identity.version = ReleaseName("145.0")
            return bench
        },
        Effect(testDescription: "a higher level", before: .warranted, after: .notWarranted) {
            try Bench(systems: ["sus"], authenticators: ["security-keys"])
        },
        Effect(testDescription: "other software", before: .warranted, after: .inconclusive) {
            try Bench(systems: ["eps-tracker"], authenticators: ["windows-hello"])
        },
        Effect(testDescription: "an operating system less", before: .warrantedWithAdvice, after: .notWarranted) {
            try Bench(
                operatingSystem: .windows("10", "22H2"),
                systems: ["ncrs"],
                authenticators: ["microsoft-authenticator"]
            )
        },
    ]

    @Test(arguments: effects)
    func aFileChangesTheVerdict(_ effect: Effect) throws {
        var bench = try effect.make()
        #expect(bench.cell()?.verdict == effect.before)
        bench.edition = try later()
        bench.asOf = bench.edition.day(from: bench.asOf)
        #expect(bench.cell()?.verdict == effect.after)
    }

    @Test
    func theVerdictsThatChangedAreNamed() throws {
        let bench = try Bench(operatingSystem: .windows("10", "22H2"), authenticators: ["windows-hello"])
        var client = bench.client
        client.software["nhs-smartcard-connect"] = .present(version: nil)
        let changes = Assessor(edition: bench.edition)
            .changes(
                to: Assessor(edition: try later()),
                for: "ward-kiosk",
                client: client,
                evidence: bench.evidence,
                metadata: bench.metadata,
                asOf: bench.asOf
            )
        #expect(
            changes.map(\.sentence) == [
                "ward-kiosk: windows-hello in Edge 149.0 for sus changes from warranted with advice to not warranted. "
                    + "Windows 10 is Retired and must not be used for SUS."
            ]
        )
    }
}
