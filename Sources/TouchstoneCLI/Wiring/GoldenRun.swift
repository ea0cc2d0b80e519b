import BenchInventory
import CheckCatalogue
import Checks
import Foundation
import SafetyGuard

/// The checks on devices that are known to be good: what fails on them is the bench's fault.
struct GoldenRun: Sendable {
    /// One of them.
    struct Device: Sendable {
        let name: String
        let results: [CheckResult]

        /// Whether the bench may be trusted with others of its kind: something passed, nothing failed, and nothing was
        /// left undone that nobody had left out.
        var isFit: Bool {
            results.contains { $0.outcome.verdict == .passed && Catalogue.all[$0.id] != nil }
                && !results.contains { result in
                    result.outcome.isFailure || result.outcome.verdict == .notRun && result.outcome.party != .person
                }
        }
    }

    let devices: [Device]

    var isFit: Bool { devices.allSatisfy(\.isFit) }

    /// Makes the checks of a plan that leave devices as they were.
    ///
    /// No waiver counts here, since a device with failures is none that is known to be good. Devices for which the plan has
    /// no check say nothing of the bench, and are left alone.
    ///
    /// - Throws: `CommandFailure` where that is all of them, and what ends a run of checks.
    init(of devices: [BenchDevice], _ plan: RunPlan, by live: LiveChecks, quirks: QuirkTable) async throws {
        let plan = RunPlan(
            entries: plan.entries.filter { $0.description.danger <= .d1 },
            allowance: min(plan.allowance, .d1),
            seed: .random(),
            timing: plan.timing,
            metadata: plan.metadata
        )
        let able = devices.filter { plan.concerns($0) }
        guard !able.isEmpty else {
            throw CommandFailure(
                code: "no-golden-device",
                message: "no golden device takes any of the checks that are meant",
                remedy: "name one of the kind that is checked with --golden; --no-golden does without one",
                status: .usage
            )
        }
        let reports = try await live.run(plan, on: able, into: .nowhere).reports
        let allowances = Allowances(quirks: quirks, day: Day.of(.now))
        self.devices = zip(able, reports).map { Device(name: $0.name, results: $1.judged(by: allowances)) }
    }
}

extension RunPlan {
    /// Whether any of its checks is made on a device.
    func concerns(_ device: BenchDevice) -> Bool {
        entries.contains { $0.description.kind == .securityKey ? device.node != nil : !device.readers.isEmpty }
    }
}
