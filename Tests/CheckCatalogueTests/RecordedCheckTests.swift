import CheckCatalogue
import Checks
import DeviceTransport
import Foundation
import SafetyGuard
import SoftwareAuthenticator
import SoftwareCard
import Testing
import TransportTesting

/// The whole catalogue, recorded and replayed, comes to the same.
@Suite struct RecordedCheckTests {
    /// A key and a card at once, sound or broken: what is recorded is judged again as it was.
    @Test(arguments: [AuthenticatorModel.level2Key, .level1Key, .u2fKey, .lockingKey], [false, true])
    func aReplayComesToTheSame(model: AuthenticatorModel, isBroken: Bool) async throws {
        var model = model
        model.touch = .milliseconds(600)
        let device = SoftwareDevice(
            authenticator: SoftwareAuthenticator(
                model: model,
                faults: isBroken ? [.lax(.anySequence), .notCanonical, .counterStuck] : []
            ),
            card: SoftwareCard(model: .pivT1, faults: isBroken ? [.wrongExactLength] : [])
        )
        let path = "\(FileManager.default.temporaryDirectory.path)/checks-\(UUID().uuidString).jsonl"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let taped = try TapedDevice(device, to: path)
        let live = try await run(taped)
        try taped.finish()
        #expect(live.contains { $0.outcome.isFailure } == isBroken, "\(live.filter { $0.outcome.isFailure })")

        let played = try PlayedDevice(path, as: device.identity)
        let replayed = try await run(played, measured: live)
        try played.finish()
        #expect(replayed.count == live.count)
        for (was, became) in zip(live, replayed) {
            #expect(
                was.id == became.id && was.outcome == became.outcome && was.notes == became.notes,
                "\(was) \(became)"
            )
        }
    }

    /// With the PIN, of which a replay needs to know nothing: any other will do.
    @Test(arguments: [Set<AuthenticatorFault>(), [.lax(.oldestFirst), .lax(.blobLost), .lax(.oneSecretForBoth)]])
    func aRunWithAPINIsReplayed(faults: Set<AuthenticatorFault>) async throws {
        var model = AuthenticatorModel.level2Key
        model.touch = .milliseconds(600)
        let device = SoftwareDevice(authenticator: SoftwareAuthenticator(model: model, faults: faults))
        let path = "\(FileManager.default.temporaryDirectory.path)/checks-\(UUID().uuidString).jsonl"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let taped = try TapedDevice(device, to: path)
        let hands = ScriptedOperator([.types(AuthenticatorModel.factoryPIN), .types("")])
        let live = try await run(taped, allowance: .d2, hands: hands)
        try taped.finish()
        #expect(live.contains { $0.outcome.isFailure } != faults.isEmpty, "\(live.filter { $0.outcome.isFailure })")
        #expect(live.allSatisfy { $0.outcome.verdict != .notRun }, "\(live.filter { $0.outcome.verdict == .notRun })")

        let played = try PlayedDevice(path, as: device.identity)
        let anybody = ScriptedOperator([.types("another PIN"), .types("")])
        let replayed = try await run(played, allowance: .d2, hands: anybody, measured: live)
        try played.finish()
        #expect(replayed.count == live.count)
        for (was, became) in zip(live, replayed) {
            #expect(
                was.id == became.id && was.outcome == became.outcome && was.notes == became.notes,
                "\(was) \(became)"
            )
        }
    }

    /// With nobody who plugs the key in again: what needs that is not run, and the rest is replayed all the same.
    @Test func aRunWithoutAReplugIsReplayed() async throws {
        var model = AuthenticatorModel.level2Key
        model.touch = .milliseconds(600)
        var device = SoftwareDevice(authenticator: SoftwareAuthenticator(model: model))
        device.isLeftAlone = true
        let path = "\(FileManager.default.temporaryDirectory.path)/checks-\(UUID().uuidString).jsonl"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let taped = try TapedDevice(device, to: path)
        let hands = ScriptedOperator([.types(AuthenticatorModel.factoryPIN), .types("")])
        let live = try await run(taped, allowance: .d2, hands: hands)
        try taped.finish()
        let left = live.filter { $0.outcome.verdict == .notRun }.map(\.id.rawValue)
        #expect(left == ["lc.persist", "lc.pinauth-regen"], "\(live.suffix(6))")
        #expect(device.authenticator?.storedCredentials == 0)

        let played = try PlayedDevice(path, as: device.identity)
        let anybody = ScriptedOperator([.types("another PIN"), .types("")])
        let replayed = try await run(played, allowance: .d2, hands: anybody, measured: live)
        try played.finish()
        #expect(live.map(\.outcome) == replayed.map(\.outcome))
    }

    private func run(
        _ device: some CheckedDevice,
        allowance: DangerClass = .d1,
        hands: any Operator = NobodyAtTheBench(),
        measured: [CheckResult] = []
    ) async throws -> [CheckResult] {
        let plan = RunPlan(
            entries: Catalogue.all.entries.filter { $0.description.danger <= allowance },
            allowance: allowance,
            seed: CheckSeed(Array("recorded".utf8)),
            timing: CheckTiming(),
            // A replay has none, and what rested on them stands as recorded.
            metadata: measured.isEmpty ? try SoftwareMetadata.verified() : nil
        )
        let run = DeviceCheckRun(
            of: device,
            at: 0,
            plan: plan,
            hands: hands,
            attendant: NoAttendant(),
            listener: Nobody(),
            measured: measured
        )
        return try await run.run()
    }

    private struct Nobody: RunListener {
        func checkBegins(_ id: CheckID, on device: Int) {}
        func checkEnded(_ result: CheckResult) {}
    }
}
