import CheckCatalogue
import Checks
import Foundation
import SafetyGuard
import SoftwareAuthenticator
import SoftwareCard
import Testing

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

    private func run(_ device: some CheckedDevice, measured: [CheckResult] = []) async throws -> [CheckResult] {
        let plan = RunPlan(
            entries: Catalogue.all.entries.filter { $0.description.danger <= .d1 },
            allowance: .d1,
            seed: CheckSeed(Array("recorded".utf8)),
            timing: CheckTiming(),
            // A replay has none, and what rested on them stands as recorded.
            metadata: measured.isEmpty ? try SoftwareMetadata.verified() : nil
        )
        let run = DeviceCheckRun(
            of: device,
            at: 0,
            plan: plan,
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
