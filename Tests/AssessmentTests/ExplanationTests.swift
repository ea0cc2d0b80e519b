import Assessment
import SupportMatrix
import Testing
import Vocabulary

/// Ten cells told in words, compared with what a person has read and found to be plain English.
@Suite("explanations")
struct ExplanationTests {
    struct Story: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let make: @Sendable () throws -> Bench
    }

    static let stories: [Story] = [
        Story(testDescription: "warranted") { try Bench(systems: ["ncrs"]) },
        Story(testDescription: "supported-windows-10") {
            try Bench(operatingSystem: .windows("10", "22H2"), systems: ["sus"])
        },
        Story(testDescription: "untested-25h2") {
            try Bench(operatingSystem: .windows("11", "25H2"), systems: ["e-rs"])
        },
        Story(testDescription: "iot-kiosk-mode") {
            var bench = try Bench(
                operatingSystem: .windows("11", "24H2", edition: "IoTEnterprise"),
                systems: ["care-identity-management"]
            )
            bench.client.browsers[0].identity.arguments = ["--kiosk", "--edge-kiosk-type=public-browsing"]
            return bench
        },
        Story(testDescription: "firefox-with-windows-hello") {
            try Bench(browser: .firefox, systems: ["sus"], authenticators: ["windows-hello"])
        },
        Story(testDescription: "macos-safari-key") {
            try Bench(
                operatingSystem: .macOS14,
                browser: .safari,
                systems: ["ncrs"],
                authenticators: ["security-keys"]
            )
        },
        Story(testDescription: "key-that-claims") {
            var bench = try Bench(systems: ["eps-tracker"], authenticators: ["security-keys"])
            bench.metadata.standings["key-1:2"] = .claimedOnly(.l2, source: "the built-in table")
            return bench
        },
        Story(testDescription: "chrome-outside-window") {
            var bench = try Bench(browser: .chrome, systems: ["e-rs"])
            bench.client.browsers[0].identity.version = ReleaseName("131.0")
            return bench
        },
        Story(testDescription: "linux") { try Bench(operatingSystem: .linux, systems: ["sus"]) },
        Story(testDescription: "retiring-client-software") {
            var bench = try Bench(
                operatingSystem: .windows("11", "24H2", edition: "Professional"),
                systems: ["moles-mesh"]
            )
            bench.client.software["nhs-identity-agent"] = .present(version: "2.4.10.0")
            bench.client.software["nhs-smartcard-connect"] = .present(version: nil)
            bench.client.cardSeries = [5, 8]
            return bench
        },
    ]

    @Test(arguments: stories)
    func readsAsItDidWhenAPersonReadIt(_ story: Story) throws {
        let bench = try story.make()
        let facts = try DatedFacts.builtIn()
        let cell = try #require(
            Assessor(edition: bench.edition, policy: bench.policy)
                .cells(
                    of: bench.client,
                    evidence: bench.evidence,
                    metadata: bench.metadata,
                    asOf: bench.asOf,
                    advice: facts.advice(for: bench.client, asOf: bench.asOf, policy: bench.policy)
                )
                .first
        )
        let text = Explanation(
            of: cell,
            edition: bench.edition,
            policy: bench.policy,
            asOf: bench.asOf,
            operatingSystem: bench.client.operatingSystem.name,
            lifecycle: facts.lifecycle(of: bench.client, asOf: bench.asOf)
        )
        .text
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
        #expect(text == ExplanationSnapshots.texts[story.testDescription])
    }
}
