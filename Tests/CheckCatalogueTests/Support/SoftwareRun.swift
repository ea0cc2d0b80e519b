import CheckCatalogue
import Checks
import SafetyGuard
import SoftwareAuthenticator
import SoftwareCard

/// Runs of checks on software devices.
enum SoftwareRun {
    static func results(
        on device: some CheckedDevice,
        _ entries: [CatalogueEntry] = Catalogue.all.entries,
        allowance: DangerClass = .d1,
        timing: CheckTiming = CheckTiming()
    ) async throws -> [CheckResult] {
        let plan = RunPlan(
            entries: entries.filter { $0.description.danger <= allowance },
            allowance: allowance,
            seed: CheckSeed(Array("test".utf8)),
            timing: timing,
            metadata: try SoftwareMetadata.verified()
        )
        let run = DeviceCheckRun(of: device, at: 0, plan: plan, attendant: NoAttendant(), listener: Silence())
        return try await run.run()
    }

    /// Of a key that touches itself after a moment, in no time.
    static func results(
        of model: AuthenticatorModel,
        faults: Set<AuthenticatorFault> = [],
        _ entries: [CatalogueEntry] = Catalogue.all.entries,
        allowance: DangerClass = .d1
    ) async throws -> [CheckResult] {
        var model = model
        model.touch = model.touch ?? .milliseconds(600)
        let device = SoftwareDevice(authenticator: SoftwareAuthenticator(model: model, faults: faults))
        return try await results(on: device, entries, allowance: allowance)
    }

    /// Of a card; one that stays mute costs a moment.
    static func results(
        of model: CardModel,
        faults: Set<CardFault> = [],
        _ entries: [CatalogueEntry] = Catalogue.all.entries,
        allowance: DangerClass = .d1
    ) async throws -> [CheckResult] {
        let device = SoftwareDevice(card: SoftwareCard(model: model, faults: faults))
        let timing = CheckTiming(answer: .milliseconds(500))
        return try await results(on: device, entries, allowance: allowance, timing: timing)
    }

    /// Of a reader with a sound card in it, or with none.
    static func results(of reader: SoftwareReader, hasCard: Bool = true) async throws -> [CheckResult] {
        let device = ReaderDevice(reader: reader, card: hasCard ? SoftwareCard(model: .pivT1) : nil)
        let entries = Catalogue.all.entries.filter { $0.description.id != "co.stress" }
        return try await results(on: device, entries, timing: CheckTiming(answer: .milliseconds(500)))
    }

    private struct Silence: RunListener {
        func checkBegins(_ id: CheckID, on device: Int) {}
        func checkEnded(_ result: CheckResult) {}
    }
}
