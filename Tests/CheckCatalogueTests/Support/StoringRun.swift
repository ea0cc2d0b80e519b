import CheckCatalogue
import Checks
import DeviceTransport
import SafetyGuard
import SoftwareAuthenticator
import Synchronization
import TransportTesting

/// Runs of the checks that write and take back, with somebody at the bench who knows the PIN.
struct StoringRun {
    var device: SoftwareDevice
    let listener = TraceListener()
    let hands = ScriptedOperator([.types(AuthenticatorModel.factoryPIN), .types("")])
    var timing = CheckTiming()

    /// Every check of class D2.
    static let entries = Catalogue.all.entries.filter { $0.description.danger == .d2 }

    init(_ model: AuthenticatorModel = .level2Key, _ faults: Set<AuthenticatorFault> = []) {
        var model = model
        model.touch = .milliseconds(600)
        device = SoftwareDevice(authenticator: SoftwareAuthenticator(model: model, faults: faults))
    }

    /// Another run on the same key.
    init(continuing other: Self) { device = other.device }

    var key: SoftwareAuthenticator {
        guard let key = device.authenticator else { preconditionFailure("made with one") }
        return key
    }

    func results(
        _ entries: [CatalogueEntry] = Self.entries,
        allowance: DangerClass = .d2,
        left: [CredentialTrace] = []
    ) async throws -> [CheckResult] {
        let plan = RunPlan(
            entries: entries,
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
            listener: listener,
            left: left
        )
        return try await run.run()
    }

    /// Hears what is written and taken back.
    final class TraceListener: RunListener {
        private let heard = Mutex<[KeyTrace]>([])
        var traces: [KeyTrace] { heard.withLock { $0 } }

        func checkBegins(_ id: CheckID, on device: Int) {}
        func checkEnded(_ result: CheckResult) {}
        func keyChanges(_ trace: KeyTrace, on device: Int) throws(TransportError) {
            heard.withLock { $0.append(trace) }
        }
    }
}
