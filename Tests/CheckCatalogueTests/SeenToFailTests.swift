import CheckCatalogue
import Checks
import SafetyGuard
import SoftwareAuthenticator
import Testing

/// Every check has been seen to fail: for each there is a fault that it finds.
@Suite struct SeenToFailTests {
    /// Each fault is found by the check that it is meant for, and by no other than those named with it.
    @Test(arguments: Sabotage.all)
    func isFound(sabotage: Sabotage) async throws {
        let results = try await SoftwareRun.results(of: sabotage.model, faults: sabotage.faults)
        let failed = Set(results.filter { $0.outcome.verdict == .failed }.map(\.id))
        let reasons = results.filter { $0.outcome.verdict == .failed }.map { "\($0.id): \($0.outcome.reason ?? "")" }
        #expect(failed == sabotage.finders, "\(reasons.joined(separator: "\n"))")
        for result in results where result.outcome.verdict == .notRun {
            #expect(result.outcome.party != .us, "\(result.id): \(result.outcome)")
        }
    }

    /// The first check named is the one that the fault is for.
    @Test func everyCheckHasItsFault() {
        let checks = Catalogue.all.entries.map(\.description).filter { $0.kind == .securityKey && $0.danger <= .d1 }
        let meant = Set(Sabotage.all.map(\.finder))
        #expect(Set(checks.map(\.id)).subtracting(meant).isEmpty)
    }
}
