import SafetyGuard
import SoftwareAuthenticator
import Testing
import TransportTesting

/// To whatever is allowed, a guarded channel is a channel like any other.
@Suite(.timeLimit(.minutes(1))) struct GuardedContractTests {
    @Test(arguments: ReportChannelContract.Rule.allCases, [DangerClass.d0, .d4])
    func guardedReportChannelKeepsTheContract(rule: ReportChannelContract.Rule, allowance: DangerClass) throws {
        let contract = ReportChannelContract {
            GuardedReportChannel(
                wrapping: SoftwareReportChannel(SoftwareAuthenticator(model: .level2Key)),
                allowing: allowance
            )
        }
        try contract.check(rule)
    }
}
