import CheckCatalogue
import Checks
import SafetyGuard
import SoftwareAuthenticator
import SoftwareCard

/// Runs of checks on software devices, with the short times that these deserve.
enum SoftwareRun {
    static let timing = CheckTiming(
        answer: .seconds(1),
        touch: .seconds(2),
        check: .seconds(20),
        silence: .milliseconds(150),
        messageTimeout: .milliseconds(800)
    )

    static func results(
        on device: SoftwareDevice,
        _ entries: [CatalogueEntry] = Catalogue.all.entries,
        allowance: DangerClass = .d1
    ) async throws -> [CheckResult] {
        let plan = RunPlan(
            entries: entries.filter { $0.description.danger <= allowance },
            allowance: allowance,
            seed: CheckSeed(Array("test".utf8)),
            timing: timing
        )
        let run = DeviceCheckRun(of: device, at: 0, plan: plan, attendant: NoAttendant(), listener: Silence())
        return try await run.run()
    }

    /// Of a key that touches itself after a moment.
    static func results(
        of model: AuthenticatorModel,
        faults: Set<AuthenticatorFault> = [],
        _ entries: [CatalogueEntry] = Catalogue.all.entries,
        allowance: DangerClass = .d1
    ) async throws -> [CheckResult] {
        var model = model
        model.touch = model.touch ?? .milliseconds(5)
        let device = SoftwareDevice(authenticator: SoftwareAuthenticator(model: model, faults: faults))
        return try await results(on: device, entries, allowance: allowance)
    }

    private struct Silence: RunListener {
        func checkBegins(_ id: CheckID, on device: Int) {}
        func checkEnded(_ result: CheckResult) {}
    }
}
