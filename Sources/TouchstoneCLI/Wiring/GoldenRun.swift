import BenchInventory
import CheckCatalogue
import Checks
import Foundation
import SafetyGuard

/// The checks on a device that is known to be good: what fails on it is the bench's fault.
struct GoldenRun: Sendable {
    let name: String
    let results: [CheckResult]

    /// Makes the checks of a plan that leave the device as it was.
    ///
    /// No waiver counts here, since a device with failures is none that is known to be good.
    ///
    /// - Throws: What ends a run of checks.
    init(of device: BenchDevice, _ plan: RunPlan, by live: LiveChecks, quirks: QuirkTable) async throws {
        name = device.name
        let plan = RunPlan(
            entries: plan.entries.filter { $0.description.danger <= .d1 },
            allowance: min(plan.allowance, .d1),
            seed: .random(),
            timing: plan.timing
        )
        let reports = try await live.run(plan, on: [device], into: .nowhere).reports
        let allowances = Allowances(quirks: quirks, day: Day.of(.now))
        results = reports.flatMap { $0.judged(by: allowances) }
    }

    /// Whether the bench may be trusted with other devices: something passed, nothing failed, and nothing was left
    /// undone that nobody had left out.
    var isFit: Bool {
        results.contains { $0.outcome.verdict == .passed && Catalogue.all[$0.id] != nil }
            && !results.contains { result in
                result.outcome.isFailure || result.outcome.verdict == .notRun && result.outcome.party != .person
            }
    }
}
