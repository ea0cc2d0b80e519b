import Assessment
import SupportMatrix
import Testing
import Vocabulary

/// Whatever a verdict needs and does not find makes it inconclusive, and says what would settle it.
@Suite("missing evidence")
struct EvidenceTests {
    struct Gap: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let rule: String
        let make: @Sendable () throws -> Bench
    }

    static let gaps: [Gap] = [
        Gap(testDescription: "no reader", rule: "bench.card") {
            var bench = try Bench(systems: ["sus"])
            bench.evidence = .none
            return bench
        },
        Gap(testDescription: "no card", rule: "bench.card") {
            var bench = try Bench(systems: ["sus"])
            bench.evidence.devices[0].cardAnswered = nil
            return bench
        },
        Gap(testDescription: "a card that is silent", rule: "bench.card") {
            var bench = try Bench(systems: ["sus"])
            bench.evidence.devices[0].cardAnswered = false
            return bench
        },
        Gap(testDescription: "no key", rule: "key-certification") {
            var bench = try Bench(systems: ["sus"], authenticators: ["security-keys"])
            bench.evidence = .none
            return bench
        },
        Gap(testDescription: "a key of which nothing is known", rule: "key-certification") {
            var bench = try Bench(systems: ["sus"], authenticators: ["security-keys"])
            bench.metadata = .none
            return bench
        },
        Gap(testDescription: "a key that claims", rule: "key-certification.attestation") {
            var bench = try Bench(systems: ["sus"], authenticators: ["security-keys"])
            bench.metadata.standings["key-1:2"] = .claimedOnly(.l2, source: "a metadata entry")
            return bench
        },
        Gap(testDescription: "a model that was not there", rule: "key-certification") {
            var bench = try Bench(systems: ["sus"], authenticators: ["security-keys"])
            bench.client.keyModels = [.init(name: "Another key", aaguid: "ffffffff-4455-6677-8899-aabbccddeeff")]
            return bench
        },
        Gap(testDescription: "software not mentioned", rule: "credential-management") {
            var bench = try Bench(systems: ["sus"])
            bench.client.software["nhs-credential-management"] = nil
            return bench
        },
        Gap(testDescription: "extension not mentioned", rule: "chrome-extension") {
            var bench = try Bench(systems: ["sus"])
            bench.client.software["nhs-chrome-extension"] = nil
            return bench
        },
        Gap(testDescription: "no launch arguments", rule: "private-browsing") {
            var bench = try Bench(systems: ["sus"])
            bench.client.browsers[0].identity.arguments = nil
            return bench
        },
        Gap(testDescription: "no edition", rule: "windows-editions") {
            var bench = try Bench(systems: ["sus"])
            bench.client.operatingSystem.edition = nil
            return bench
        },
        Gap(testDescription: "no release", rule: "windows-11-ceiling") {
            var bench = try Bench(systems: ["sus"])
            bench.client.operatingSystem.release = nil
            return bench
        },
        Gap(testDescription: "no version of Chrome", rule: "e-rs-chrome-window") {
            var bench = try Bench(browser: .chrome, systems: ["e-rs"])
            bench.client.browsers[0].identity.version = nil
            return bench
        },
        Gap(testDescription: "no reference", rule: "e-rs-chrome-window") {
            var bench = try Bench(browser: .chrome, systems: ["e-rs"])
            bench.client.references = [:]
            return bench
        },
        Gap(testDescription: "an iPad of unknown management", rule: "managed-ipad") {
            var bench = try Bench(
                operatingSystem: .iPadOS17,
                browser: .safari,
                systems: ["ncrs"],
                authenticators: ["cis2-ipad-app"]
            )
            bench.client.isManaged = nil
            return bench
        },
        Gap(testDescription: "a recording of a card that is not whole", rule: "bench.recording") {
            var bench = try Bench(systems: ["sus"])
            bench.evidence.devices[0].recordingFlaw = "incomplete: there is no end event"
            return bench
        },
        Gap(testDescription: "a recording of a key that is not whole", rule: "bench.recording") {
            var bench = try Bench(systems: ["sus"], authenticators: ["security-keys"])
            bench.evidence.devices[1].recordingFlaw = "altered: the checksum is another"
            return bench
        },
        Gap(testDescription: "a day before the recording", rule: "day.recording") {
            var bench = try Bench(systems: ["sus"])
            bench.evidence.devices[0].recordedOn = Bench.date(2026, 11, 23)
            return bench
        },
        Gap(testDescription: "a day before the edition", rule: "day.edition") {
            var bench = try Bench(systems: ["sus"])
            bench.asOf = Bench.date(2024, 12, 19)
            return bench
        },
        Gap(testDescription: "a day before the reference", rule: "day.reference") {
            var bench = try Bench(browser: .chrome, systems: ["sus"])
            bench.asOf = Bench.date(2026, 11, 19)
            return bench
        },
    ]

    @Test
    func onTheDayItselfNothingIsMissing() throws {
        var bench = try Bench(browser: .chrome, systems: ["sus"])
        bench.asOf = Bench.date(2026, 11, 20)
        bench.evidence.devices[0].recordedOn = bench.asOf
        #expect(bench.cell()?.verdict == .warranted)
        bench = try Bench(systems: ["sus"])
        bench.asOf = Bench.date(2024, 12, 20)
        #expect(bench.cell()?.verdict == .warranted)
    }

    /// What no cell rests on takes nothing from it: another kind of device, and a key that the build does not name.
    @Test
    func aFlawThatConcernsNothingChangesNothing() throws {
        var cards = try Bench(systems: ["sus"])
        cards.evidence.devices[1].recordingFlaw = "incomplete"
        #expect(cards.cell()?.verdict == .warranted)
        var keys = try Bench(systems: ["sus"], authenticators: ["security-keys"])
        keys.client.keyModels = [.init(name: "Key 1", aaguid: Bench.aaguid)]
        keys.evidence.devices.append(
            ObservedDevice(kind: .securityKey, name: "Key 2", reference: "key-2:2", recordingFlaw: "incomplete")
        )
        #expect(keys.cell()?.verdict == .warranted)
    }

    /// The place names the day and the fact, so that a person knows which of the two is wrong.
    @Test
    func aDayTooEarlyNamesFactAndDay() throws {
        var bench = try Bench(browser: .chrome, systems: ["sus"])
        bench.asOf = Bench.date(2020, 1, 1)
        bench.evidence.devices[0].recordedOn = Bench.date(2026, 11, 21)
        let reasons = try #require(bench.cell()?.reasons.filter { $0.effect == .open })
        #expect(reasons.map(\.rule) == ["day.recording", "day.reference", "day.edition"])
        #expect(reasons[0].sentence == "Reader 1 was recorded on 21 November 2026, which is after 1 January 2020.")
        #expect(
            reasons.map { $0.missing?.supply } == [
                "`--as-of 2026-11-21`, or a later day", "`--as-of 2026-11-20`, or a later day",
                "`--as-of 2024-12-20`, or a later day",
            ]
        )
    }

    @Test(arguments: gaps)
    func isInconclusiveAndSaysWhatWouldSettleIt(_ gap: Gap) throws {
        let cell = try #require(gap.make().cell())
        #expect(cell.verdict == .inconclusive)
        #expect(cell.decidingReason?.rule == gap.rule)
        let missing = try #require(cell.missing.first)
        // A command or a field to fill in, or the plain word that there is none yet.
        #expect(!missing.what.isEmpty)
        #expect(missing.supply.contains("`") || missing.supply.contains("this release"))
    }

    struct Failure: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let rule: String
        let make: @Sendable () throws -> Bench
    }

    static let failures: [Failure] = [
        Failure(testDescription: "required software absent", rule: "credential-management") {
            var bench = try Bench(systems: ["eps-tracker"])
            bench.client.software["nhs-credential-management"] = .absent
            return bench
        },
        Failure(testDescription: "a key below the level", rule: "key-certification.level") {
            var bench = try Bench(systems: ["sus"], authenticators: ["security-keys"])
            bench.metadata.standings["key-1:2"] = .established(.l1, source: "a metadata entry")
            return bench
        },
        Failure(testDescription: "one key of two below the level", rule: "key-certification.level") {
            var bench = try Bench(systems: ["sus"], authenticators: ["security-keys"])
            bench.evidence.devices.append(ObservedDevice(kind: .securityKey, name: "Key 2", reference: "key-2:2"))
            bench.metadata.standings["key-2:2"] = .established(nil, source: "a metadata entry")
            return bench
        },
        Failure(testDescription: "incognito", rule: "private-browsing") {
            var bench = try Bench(browser: .chrome, systems: ["sus"])
            bench.client.browsers[0].identity.arguments = ["--kiosk", "--Incognito"]
            return bench
        },
        Failure(testDescription: "private by policy", rule: "private-browsing") {
            var bench = try Bench(systems: ["sus"])
            bench.client.browsers[0].identity.privateModePolicy = "InPrivateModeAvailability = 2"
            return bench
        },
        Failure(testDescription: "an unmanaged iPad", rule: "managed-ipad") {
            var bench = try Bench(
                operatingSystem: .iPadOS17,
                browser: .safari,
                systems: ["ncrs"],
                authenticators: ["cis2-ipad-app"]
            )
            bench.client.isManaged = false
            return bench
        },
        Failure(testDescription: "macOS 12", rule: "macos-minimum") {
            var bench = try Bench(
                operatingSystem: .macOS14,
                browser: .safari,
                systems: ["ncrs"],
                authenticators: ["security-keys"]
            )
            bench.client.operatingSystem.version = ReleaseName("12.7.6")
            return bench
        },
        Failure(testDescription: "iPadOS 13", rule: "ipados-minimum") {
            var bench = try Bench(
                operatingSystem: .iPadOS17,
                browser: .safari,
                systems: ["ncrs"],
                authenticators: ["cis2-ipad-app"]
            )
            bench.client.operatingSystem.version = ReleaseName("13.7")
            return bench
        },
        Failure(testDescription: "a system that the edition does not have", rule: "system.listing") {
            try Bench(systems: ["ncsr"])
        },
        Failure(testDescription: "an authenticator that nobody has", rule: "authenticator.listing") {
            try Bench(systems: ["sus"], authenticators: ["secuirty-keys"])
        },
        Failure(testDescription: "a browser that nobody lists", rule: "browser.status") {
            try Bench(browser: BrowserIdentity(product: "opera", arguments: []), systems: ["sus"])
        },
    ]

    @Test(arguments: failures)
    func failsForTheReasonThatItNames(_ failure: Failure) throws {
        let cell = try #require(failure.make().cell())
        #expect(cell.verdict == .notWarranted)
        #expect(cell.decidingReason?.rule == failure.rule)
    }

    @Test
    func anOldReferenceIsAdviceBecauseTheBrowserMayBeUsedEitherWay() throws {
        var bench = try Bench(browser: .chrome, systems: ["e-rs"])
        bench.asOf = Bench.date(2027, 11, 22)
        #expect(bench.cell()?.verdict == .warrantedWithAdvice)
        bench.policy.outsideWindow = .notSupported
        #expect(bench.cell()?.verdict == .inconclusive)
    }

    @Test
    func theWindowLimitsOneSystemOnly() throws {
        var bench = try Bench(browser: .chrome)
        bench.client.references = [:]
        let open = bench.cells().filter { $0.verdict == .inconclusive }.map(\.system)
        #expect(open == ["e-rs"])
    }

    @Test
    func tenReleasesBehindIsInsideAndElevenIsNot() throws {
        var bench = try Bench(browser: .chrome, systems: ["e-rs"])
        for (version, verdict) in [("140.0", Verdict.warranted), ("139.9", .warrantedWithAdvice)] {
            bench.client.browsers[0].identity.version = ReleaseName(version)
            #expect(bench.cell()?.verdict == verdict)
        }
    }
}
