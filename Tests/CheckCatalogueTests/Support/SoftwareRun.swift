import CheckCatalogue
import Checks
import DeviceTransport
import SafetyGuard
import SoftwareAuthenticator
import SoftwareCard
import TransportTesting

/// Runs of checks on software devices.
enum SoftwareRun {
    static func results(
        on device: some CheckedDevice,
        _ entries: [CatalogueEntry] = Catalogue.all.entries,
        allowance: DangerClass = .d1,
        timing: CheckTiming = CheckTiming(),
        hands: any Operator = NobodyAtTheBench()
    ) async throws -> [CheckResult] {
        let plan = RunPlan(
            entries: entries.filter { $0.description.danger <= allowance },
            allowance: allowance,
            seed: CheckSeed(Array("test".utf8)),
            timing: timing,
            metadata: try SoftwareMetadata.verified()
        )
        let run = DeviceCheckRun(
            of: device,
            at: 0,
            plan: plan,
            hands: hands,
            attendant: NoAttendant(),
            listener: Silence()
        )
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
        let timing = CheckTiming(answer: .milliseconds(500), hold: .milliseconds(100))
        return try await results(on: device, entries, timing: timing, hands: CardMover(device.daemon))
    }

    /// Of a reader whose service breaks a rule; only those checks that ask the service something.
    static func results(
        of faults: Set<SoftwareDaemon.Fault>,
        card model: CardModel = .pivT1
    ) async throws -> [CheckResult] {
        let device = ReaderDevice(reader: SoftwareReader(), card: SoftwareCard(model: model), faults: faults)
        let entries = Catalogue.all.entries.filter { entry in
            guard case .reader(let check) = entry else { return false }
            return !check.description.id.rawValue.hasPrefix("rd.")
        }
        let timing = CheckTiming(answer: .milliseconds(500), hold: .milliseconds(100))
        return try await results(on: device, entries, timing: timing, hands: CardMover(device.daemon))
    }

    private struct Silence: RunListener {
        func checkBegins(_ id: CheckID, on device: Int) {}
        func checkEnded(_ result: CheckResult) {}
    }
}
