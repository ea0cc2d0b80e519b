import CheckCatalogue
import Checks
import SafetyGuard
import SoftwareAuthenticator
import SoftwareCard
import Testing

/// Every check has been seen to fail: for each there is a fault that it finds.
@Suite struct SeenToFailTests {
    /// Each fault is found by the checks that it is meant for, and by no other than those named with it.
    @Test(arguments: Sabotage.all)
    func isFound(sabotage: Sabotage) async throws {
        let results = try await SoftwareRun.results(of: sabotage.model, faults: sabotage.faults)
        check(results, against: sabotage.finders)
    }

    @Test(arguments: CardSabotage.all)
    func isFound(sabotage: CardSabotage) async throws {
        let results = try await SoftwareRun.results(of: sabotage.model, faults: sabotage.faults)
        check(results, against: sabotage.finders)
    }

    @Test(arguments: ReaderSabotage.all)
    func isFound(sabotage: ReaderSabotage) async throws {
        let results = try await SoftwareRun.results(of: sabotage.reader, hasCard: sabotage.hasCard)
        check(results, against: sabotage.finders)
    }

    @Test(arguments: DaemonSabotage.all)
    func isFound(sabotage: DaemonSabotage) async throws {
        let results = try await SoftwareRun.results(of: [sabotage.fault], card: sabotage.card)
        check(results, against: sabotage.finders)
    }

    private func check(_ results: [CheckResult], against finders: Set<CheckID>) {
        let failures = results.filter { $0.outcome.verdict == .failed }
        let reasons = failures.map { "\($0.id): \($0.outcome.reason ?? "")" }
        let failed = Set(failures.map(\.id))
        let missing = finders.subtracting(failed).sorted()
        let undue = failed.subtracting(finders).sorted()
        #expect(missing.isEmpty && undue.isEmpty, "not found by \(missing), found by \(undue): \(reasons)")
        for result in results where result.outcome.verdict == .notRun {
            #expect(result.outcome.party != .us, "\(result.id): \(result.outcome)")
        }
    }

    /// Four checks and the run itself want to know the tries of a card to which each question costs one.
    @Test func aCardThatCountsQuestionsIsNotBlockedByThem() async throws {
        let card = SoftwareCard(model: .pivT1, faults: [.emptyVerifyCosts])
        let results = try await SoftwareRun.results(on: SoftwareDevice(card: card))
        #expect(results.contains { $0.id == "pin.before-after" && $0.outcome.verdict == .failed }, "\(results)")
        #expect(card.pinTriesLeft == CardModel.pivT1.pinTries - 2)
    }

    @Test func everyCheckHasItsFault() {
        let meant = Set(
            Sabotage.all.flatMap(\.meant) + CardSabotage.all.flatMap(\.meant) + ReaderSabotage.all.map(\.meant)
                + DaemonSabotage.all.flatMap(\.meant) + ["ob.keepalive"]
        )
        let all = CheckedKind.allCases.map(SoundDeviceTests.checks).reduce(into: Set()) { $0.formUnion($1) }
        #expect(all.subtracting(meant).sorted().isEmpty)
        #expect(meant.subtracting(all).sorted().isEmpty)
    }

    /// Pauses are measured, so this one takes its time.
    @Test func aLongSilenceIsFound() async throws {
        var model = AuthenticatorModel.level2Key
        model.touch = .milliseconds(700)
        let authenticator = SoftwareAuthenticator(model: model, faults: [.lax(.neverWaitsAloud)])
        let entries = ["mc.unk-opt", "ob.keepalive"].compactMap { Catalogue.all[$0] }
        let device = SoftwareDevice(authenticator: authenticator, keepsTime: true)
        let results = try await SoftwareRun.results(on: device, entries)
        let failed = results.filter { $0.outcome.verdict == .failed }.map(\.id)
        #expect(failed == ["ob.keepalive"], "\(results)")
    }
}
