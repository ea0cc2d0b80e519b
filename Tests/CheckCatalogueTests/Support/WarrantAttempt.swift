import CheckCatalogue
import CTAPMessages
import DeviceTransport
import SafetyGuard
import SoftwareAuthenticator
import SoftwareCard
import Testing
import TransportTesting

@testable import Checks

/// Somebody who wants to spend a try, with everything that it takes or with one thing missing.
struct WarrantAttempt: Sendable, CustomTestStringConvertible {
    static let serial = "TS2-000001"
    static let name = "bench-key-1"

    static let label = "1 Software device"

    let testDescription: String
    /// The rule of the warrant that stands in the way; `nil` where it is something else.
    let rule: DestructionWarrant.Rule?
    var optedIn: DangerClass? = .d3
    var wanted = DangerClass.d3
    var entry: LabList.Entry? = LabList.Entry(name: Self.name, serialNumber: Self.serial)
    var deviceSerial: String? = Self.serial
    var typed: ScriptedOperator.Hand = .types("destroy bench-key-1")

    private init(_ name: String, _ rule: DestructionWarrant.Rule?, _ change: (inout Self) -> Void) {
        (testDescription, self.rule) = (name, rule)
        change(&self)
    }

    /// With everything.
    static let complete = Self("complete", nil) { _ in }

    static let incomplete: [Self] = [
        Self("no opt-in", .optIn) { $0.optedIn = nil },
        Self("opted in to less", .optIn) { $0.optedIn = .d2 },
        Self("not on the list", .list) { $0.entry = nil },
        Self("another serial number", .list) { $0.deviceSerial = "TS2-000002" },
        Self("no serial number", .list) { $0.deviceSerial = nil },
        Self("of the right model alone", .list) {
            $0.entry = LabList.Entry(name: name, aaguid: AAGUID(bytes: "touchstone-two-1".utf8))
        },
        Self("of another model", .list) {
            $0.entry = LabList.Entry(name: name, serialNumber: serial, aaguid: AAGUID(bytes: "touchstone-one-1".utf8))
        },
        Self("mistyped", .confirmation) { $0.typed = .types("destroy bench-key-2") },
        Self("typed half", .confirmation) { $0.typed = .types("destroy") },
        Self("not typed", .confirmation) { $0.typed = .doesNothing },
    ]

    /// Tries `cp.wrong1` with whatever warrant there is; `dropped` leaves one rule out.
    func run(on spy: SpiedDevice, without dropped: DestructionWarrant.Rule? = nil) async throws -> [CheckResult] {
        // Without a list there is no name but the device's own.
        let typed = dropped == .list && entry == nil ? .types("destroy \(Self.label)") : typed
        let hands = ScriptedOperator([typed, .types(AuthenticatorModel.factoryPIN)])
        let timing = CheckTiming(answer: .milliseconds(500))
        let request = DestructionWarrant.Request(
            device: Self.label,
            fingerprint: try await spy.askedFingerprint(timing),
            wanted: wanted,
            optedIn: optedIn
        )
        let warrant = try? await DestructionWarrant.obtain(
            request,
            from: LabList([entry].compactMap(\.self)),
            by: hands,
            within: .milliseconds(50),
            keeping: Set(DestructionWarrant.Rule.allCases).subtracting([dropped].compactMap(\.self))
        )
        let later = ScriptedOperator([.types(AuthenticatorModel.factoryPIN)])
        let entries = ["cp.wrong1"].compactMap { Catalogue.all[$0] }
        return try await SpiedDevice.run(entries, on: spy, allowance: .d4, warrant: warrant, hands: later)
    }

    func spy(_ model: AuthenticatorModel = .level2Key) -> SpiedDevice {
        SpiedDevice(authenticator: SoftwareAuthenticator(model: model), serialNumber: deviceSerial)
    }
}
