import CheckCatalogue
import DeviceTransport
import SafetyGuard
import SoftwareAuthenticator
import SoftwareCard
import Testing
import TransportTesting

@testable import Checks

/// Nothing of class D3 or D4 leaves without opt-in, allow-list and typed confirmation, tries to spare and the right device.
@Suite struct WarrantProofTests {
    private func spends(_ spy: SpiedDevice) -> Bool {
        spy.log.messages.contains(where: SafetyProofTests.isForbidden)
            || spy.log.commands.contains(where: SafetyProofTests.isForbidden)
    }

    @Test func withEverythingItIsDone() async throws {
        let spy = WarrantAttempt.complete.spy()
        let results = try await WarrantAttempt.complete.run(on: spy)
        #expect(results.map(\.outcome) == [.passed, .passed, .passed], "\(results)")
        #expect(spends(spy))
    }

    @Test(arguments: WarrantAttempt.incomplete)
    func withoutOneThingNothingLeaves(attempt: WarrantAttempt) async throws {
        let spy = attempt.spy()
        let results = try await attempt.run(on: spy)
        #expect(!spends(spy), "\(results)")
        let outcome = try #require(results.first { $0.id == "cp.wrong1" }?.outcome)
        #expect(outcome.verdict == .notRun && outcome.party == .person, "\(outcome)")
    }

    /// The same with the rule dropped that stood in the way: the proof above would not hold.
    @Test(arguments: WarrantAttempt.incomplete)
    func withoutItsRuleTheProofFails(attempt: WarrantAttempt) async throws {
        let spy = attempt.spy()
        _ = try await attempt.run(on: spy, without: attempt.rule)
        #expect(spends(spy))
    }

    /// A rule that no attempt runs into would be dropped without anybody noticing.
    @Test func everyRuleStandsInSomebodysWay() {
        let rules = WarrantAttempt.incomplete.compactMap(\.rule)
        #expect(Set(rules) == Set(DestructionWarrant.Rule.allCases))
    }

    /// A listed device that is allowed less, and a warrant for less than the check.
    @Test func theListsOwnLimitHolds() async throws {
        var attempt = WarrantAttempt.complete
        (attempt.wanted, attempt.optedIn) = (.d4, .d4)
        let spy = attempt.spy()
        _ = try await attempt.run(on: spy)
        #expect(!spends(spy), "the list allows D3")
    }

    /// The warrant of one key in the run of another.
    @Test func aWarrantIsForOneDevice() async throws {
        let hands = ScriptedOperator([.types("destroy bench-key-1"), .types(AuthenticatorModel.factoryPIN)])
        let spy = WarrantAttempt.complete.spy()
        let warrant = try await warrant(for: spy, hands)
        let other = SpiedDevice(authenticator: SoftwareAuthenticator(model: .level2Key), serialNumber: "TS2-000002")
        let entries = ["cp.wrong1"].compactMap { Catalogue.all[$0] }
        _ = try await SpiedDevice.run(entries, on: other, allowance: .d4, warrant: warrant, hands: hands)
        #expect(!spends(other))
    }

    /// With two tries left nothing is sent, whoever has confirmed it; with three it is.
    @Test(arguments: [(2, false), (3, true)])
    func theFloorHolds(tries: Int, isDone: Bool) async throws {
        var model = AuthenticatorModel.level2Key
        model.pinRetries = tries
        let spy = WarrantAttempt.complete.spy(model)
        let results = try await WarrantAttempt.complete.run(on: spy)
        #expect(spends(spy) == isDone, "\(results)")
    }

    /// A check that sends more than it declares is stopped by the guard.
    @Test func noMoreLeavesThanIsDeclared() async throws {
        let greedy = CatalogueEntry.key(
            Check("rogue.greedy", "greedy", clause: .touchstone("none"), danger: .d3, spends: 2, because: "It is.") {
                key throws(CheckEnd) in
                for _ in 0..<5 { _ = try key.call([0x06, 0xA2, 0x01, 0x01, 0x02, 0x05]) }
            }
        )
        let spy = WarrantAttempt.complete.spy()
        let warrant = try await warrant(for: spy, ScriptedOperator([.types("destroy bench-key-1")]))
        let results = try await SpiedDevice.run([greedy], on: spy, allowance: .d4, warrant: warrant)
        #expect(spy.log.messages.count(where: SafetyProofTests.isForbidden) == 2)
        #expect(results.first { $0.id == "rogue.greedy" }?.outcome.party == .us, "\(results)")
    }

    /// A reader on the list says nothing of the card in it, and a card that was changed is not the one that was confirmed.
    @Test func aCardIsNamedByItsOwnNumber() async throws {
        let readerOnly = LabList.Entry(name: "bench-reader", serialNumber: "R-1")
        for entry in [readerOnly, LabList.Entry(name: "bench-card", cardNumber: String(repeating: "42", count: 16))] {
            let spy = SpiedDevice(card: SoftwareCard(), serialNumber: "R-1")
            let fingerprint = try await spy.askedFingerprint(CheckTiming())
            #expect(fingerprint.cardNumber != nil)
            let hands = ScriptedOperator([.types("destroy \(entry.name)"), .types("123456")])
            let warrant = try? await DestructionWarrant.obtain(
                .init(device: "1", fingerprint: fingerprint, wanted: .d3, optedIn: .d3),
                from: LabList([entry]),
                by: hands,
                within: .seconds(1)
            )
            let entries = ["pin.wrong-pin"].compactMap { Catalogue.all[$0] }
            _ = try await SpiedDevice.run(entries, on: spy, allowance: .d4, warrant: warrant, hands: hands)
            #expect(!spends(spy))
        }
    }

    private func warrant(for spy: SpiedDevice, _ hands: ScriptedOperator) async throws -> DestructionWarrant {
        try await DestructionWarrant.obtain(
            .init(
                device: "1 Software device",
                fingerprint: try await spy.askedFingerprint(CheckTiming()),
                wanted: .d3,
                optedIn: .d3
            ),
            from: LabList([LabList.Entry(name: WarrantAttempt.name, serialNumber: WarrantAttempt.serial)]),
            by: hands,
            within: .seconds(1)
        )
    }
}
