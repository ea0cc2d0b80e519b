import Assessment
import SupportMatrix
import Testing
import Vocabulary

/// Each condition on a security key decides by itself, and says so in its own reason.
struct KeyConditionTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let condition: String
        let effect: Effect
        let verdict: Verdict
        let spoil: @Sendable (inout CertificationStanding) -> Void

        init(
            _ name: String,
            _ condition: String,
            _ effect: Effect,
            _ verdict: Verdict,
            _ spoil: @escaping @Sendable (inout CertificationStanding) -> Void
        ) {
            testDescription = name
            self.condition = condition
            self.effect = effect
            self.verdict = verdict
            self.spoil = spoil
        }

        static func model(
            _ name: String,
            _ condition: String,
            _ effect: Effect,
            _ verdict: Verdict,
            _ spoil: @escaping @Sendable (inout ModelStanding) -> Void
        ) -> Case {
            Case(name, condition, effect, verdict) { standing in
                guard case .known(var model) = standing.model else { return }
                spoil(&model)
                standing.model = .known(model)
            }
        }

        static let all = [
            Case("U2F", "fido2", .fails, .notWarranted) { $0.isFIDO2 = false },
            Case("an impostor", "attestation", .fails, .notWarranted) {
                $0.vouching = .refuted(reason: "another root")
            },
            Case("self attestation", "attestation", .fails, .notWarranted) {
                $0.vouching = .unvouched(reason: "its own")
            },
            Case("nobody asked", "attestation", .open, .inconclusive) {
                $0.vouching = .open(reason: "nobody asked", supply: "`touchstone certify BUILD --attest`")
            },
            Case("a model that is not listed", "level", .open, .inconclusive) {
                $0.model = .unknown(reason: "not listed", supply: "`touchstone metadata fetch`")
            },
            Case("metadata that is overdue", "metadata", .advises, .warrantedWithAdvice) {
                $0.overdueSince = Bench.date(2026, 11, 1)
            },
            model("Level 1", "level", .fails, .notWarranted) { $0.level = .l1 },
            model("no level", "level", .fails, .notWarranted) { $0.level = nil },
            model("revoked", "status", .fails, .notWarranted) { $0.against = ["REVOKED of 2025-06-01"] },
            model("compromised certificates", "status", .open, .inconclusive) { $0.undetermined = ["a compromise"] },
            model("a compromise that was cured", "status", .informs, .warranted) { $0.settled = ["a compromise"] },
            model("a status of the future", "status", .advises, .warrantedWithAdvice) { $0.notUnderstood = ["NEW"] },
            model("no firmware", "firmware", .advises, .warrantedWithAdvice) { $0.firmware = .untold },
            model("an old firmware", "firmware", .advises, .warrantedWithAdvice) { $0.firmware = .untrustworthy("1") },
            model("dates against versions", "firmware", .advises, .warrantedWithAdvice) {
                $0.firmware = .ambiguous("1")
            },
            model("a firmware before the certified one", "firmware", .fails, .notWarranted) {
                $0.firmware = .notCovered("1")
                $0.level = nil
            },
        ]
    }

    private static func bench(_ spoil: (inout CertificationStanding) -> Void = { _ in }) throws -> Bench {
        var bench = try Bench(systems: ["sus"], authenticators: ["security-keys"])
        var standing = CertificationStanding.established(.l2, source: "a metadata entry")
        spoil(&standing)
        bench.metadata.standings["key-1:2"] = standing
        return bench
    }

    @Test func allHoldForAKeyThatIsCertified() throws {
        let cell = try #require(Self.bench().cell())
        #expect(cell.verdict == .warranted)
        let conditions = cell.reasons.map(\.rule).filter { $0.hasPrefix("key-certification.") }
        #expect(conditions.map { $0.dropFirst(18) } == ["fido2", "attestation", "status", "firmware", "level"])
    }

    @Test(arguments: Case.all)
    func oneThatDoesNotHoldDecides(_ test: Case) throws {
        let cell = try #require(Self.bench(test.spoil).cell())
        #expect(cell.verdict == test.verdict, "\(cell.reasons.map(\.sentence))")
        let reasons = cell.reasons.filter { $0.rule == "key-certification.\(test.condition)" }
        let reason = try #require(reasons.first { $0.effect == test.effect })
        #expect(reason.sentence.hasSuffix(".") && reason.readings.readings.contains(.a15))
        #expect((reason.missing != nil) == (test.effect == .open))
        // The others are asked all the same, and none of them objects.
        let others = cell.reasons.filter { $0.rule.hasPrefix("key-certification.") && !reasons.contains($0) }
        #expect(others.allSatisfy { $0.effect == .satisfied }, "\(others.map(\.sentence))")
    }

    /// A claim may stand for a proof where a policy says so, but not against the key's own answer.
    @Test(arguments: [
        (CertificationStanding.Vouching.unvouched(reason: "its own"), Verdict.warrantedWithAdvice),
        (.open(reason: "nobody asked", supply: "ask"), .warrantedWithAdvice),
        (.refuted(reason: "another root"), .notWarranted),
    ])
    func aClaimIsTakenUnlessItIsRefuted(_ vouching: CertificationStanding.Vouching, _ verdict: Verdict) throws {
        var bench = try Self.bench { $0.vouching = vouching }
        bench.policy.levelProof = .claimedAtLeast
        #expect(bench.cell()?.verdict == verdict)
    }

    @Test(arguments: [
        (ClientDescription.WindowsHello(tpm: "hardware"), Verdict.warranted),
        (ClientDescription.WindowsHello(tpm: "firmware", kind: .virtualizationBased), .warranted),
        (ClientDescription.WindowsHello(), .warranted),
        (ClientDescription.WindowsHello(tpm: "virtual"), .warrantedWithAdvice),
        (ClientDescription.WindowsHello(tpm: "absent"), .notWarranted),
        (ClientDescription.WindowsHello(tpm: "hardware", kind: .software), .notWarranted),
    ])
    func windowsHelloNeedsATPM(_ hello: ClientDescription.WindowsHello, _ verdict: Verdict) throws {
        var bench = try Bench(systems: ["sus"], authenticators: ["windows-hello"])
        bench.client.windowsHello = hello
        let cell = try #require(bench.cell())
        #expect(cell.verdict == verdict)
        #expect(cell.reasons.count { $0.rule == "windows-hello.tpm" } == 1)
    }
}
