import CheckCatalogue
import Checks
import DeviceTransport
import SafetyGuard
import SoftwareAuthenticator
import SoftwareCard
import Testing
import TransportTesting

/// The checks that spend or destroy something, on software devices of the lab: sound ones pass, broken ones are found.
@Suite struct SpendingCheckTests {
    /// Runs checks with a warrant.
    private func results(
        _ ids: [CheckID],
        on device: SoftwareDevice,
        pin: String = AuthenticatorModel.factoryPIN
    ) async throws -> [CheckResult] {
        let timing = CheckTiming(answer: .milliseconds(500))
        let fingerprint = try await device.askedFingerprint(timing)
        let entry = LabList.Entry(
            name: "sample",
            serialNumber: device.card == nil ? "S-1" : nil,
            cardNumber: fingerprint.cardNumber,
            highest: .d4
        )
        let warrant = try await DestructionWarrant.obtain(
            .init(device: "1", fingerprint: fingerprint, wanted: .d4, optedIn: .d4),
            from: LabList([entry]),
            by: ScriptedOperator([.types("destroy sample")]),
            within: .seconds(1)
        )
        let plan = RunPlan(
            entries: Catalogue.all.entries.filter { ids.contains($0.description.id) },
            allowance: .d4,
            seed: CheckSeed([7]),
            timing: timing
        )
        let run = DeviceCheckRun(
            of: device,
            at: 0,
            plan: plan,
            warrant: warrant,
            hands: ScriptedOperator([.types(pin)]),
            attendant: NoAttendant(),
            listener: Nobody()
        )
        return try await run.run()
    }

    private struct Nobody: RunListener {
        func checkBegins(_ id: CheckID, on device: Int) {}
        func checkEnded(_ result: CheckResult) {}
    }

    private func key(
        _ model: AuthenticatorModel = .level2Key,
        _ faults: Set<AuthenticatorFault> = []
    ) -> SoftwareDevice {
        var model = model
        model.touch = .milliseconds(200)
        return SoftwareDevice(authenticator: SoftwareAuthenticator(model: model, faults: faults), serialNumber: "S-1")
    }

    @Test func aWrongPINIsCountedAndForgiven() async throws {
        let results = try await results(["cp.wrong1"], on: key())
        #expect(results.allSatisfy { $0.outcome == .passed }, "\(results)")
    }

    @Test(arguments: [
        AuthenticatorFault.retriesKept, .misreports(command: 6, status: 0x33, insteadOf: 0x31),
    ])
    func aKeyThatCountsWronglyIsFound(fault: AuthenticatorFault) async throws {
        let results = try await results(["cp.wrong1"], on: key(.level2Key, [fault]))
        #expect(results.filter { $0.outcome.verdict == .failed }.map(\.id) == ["cp.wrong1"], "\(results)")
    }

    /// Whoever gives the wrong PIN loses the one try and no second.
    @Test func aPINThatIsNotTheKeysCostsOneTry() async throws {
        let results = try await results(["cp.wrong1"], on: key(.level2Key), pin: "999999")
        let outcome = try #require(results.first { $0.id == "cp.wrong1" }?.outcome)
        #expect(outcome.verdict == .notRun && outcome.party == .person, "\(outcome)")
        #expect(outcome.reason?.contains("7 tries are left") == true, "\(outcome)")
        #expect(results.last?.outcome.verdict == .failed, "the run says that it has cost a try")
    }

    @Test func aCardCountsAndForgives() async throws {
        for model in [CardModel.pivT1, .pivT0, .pivBoth] {
            let device = SoftwareDevice(card: SoftwareCard(model: model))
            let results = try await results(["pin.wrong-pin"], on: device, pin: "123456")
            #expect(results.allSatisfy { $0.outcome == .passed }, "\(results)")
        }
        let device = SoftwareDevice(card: SoftwareCard(faults: [.triesKept]))
        let results = try await results(["pin.wrong-pin"], on: device, pin: "123456")
        #expect(results.filter { $0.outcome.verdict == .failed }.map(\.id) == ["pin.wrong-pin"], "\(results)")
    }

    @Test func aResetLeavesNothing() async throws {
        let results = try await results(["ga.ok", "lc.reset"], on: key())
        #expect(results.allSatisfy { $0.outcome == .passed }, "\(results)")
        #expect(results.map(\.id).suffix(2) == ["lc.reset", "run.tries"])
    }

    @Test func aKeyThatKeepsItsPINOverAResetIsFound() async throws {
        for fault in [AuthenticatorFault.lax(.resetKeepsAll), .refuse(command: 7, status: 0x30)] {
            let results = try await results(["lc.reset"], on: key(.level2Key, [fault]))
            #expect(results.filter { $0.outcome.verdict == .failed }.map(\.id) == ["lc.reset"], "\(results)")
        }
    }

    /// Another key at the port when it is plugged in again: nothing is reset.
    @Test func anotherKeyIsNotReset() async throws {
        var device = key()
        let other = SoftwareAuthenticator(model: .level1Key)
        device.impostor = other
        let results = try await results(["gi.shape", "lc.reset"], on: device)
        let outcome = try #require(results.first { $0.id == "lc.reset" }?.outcome)
        #expect(outcome.reason?.contains("another device was plugged in") == true, "\(outcome)")
        #expect(results.last?.outcome.verdict == .notRun, "nothing more is asked of it")
    }
}
