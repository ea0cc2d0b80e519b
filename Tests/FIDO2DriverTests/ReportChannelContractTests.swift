import DeviceTransport
import FIDO2Driver
import SoftwareAuthenticator
import Testing
import ThreadExecutor
import TransportTesting

@Suite(.timeLimit(.minutes(1))) struct ReportChannelContractTests {
    @Test(arguments: ReportChannelContract.Rule.allCases)
    func softwareChannelKeepsTheContract(rule: ReportChannelContract.Rule) throws {
        let contract = ReportChannelContract {
            SoftwareReportChannel(SoftwareAuthenticator(model: .level2Key))
        }
        try contract.check(rule)
    }

    @Test(arguments: ReportChannelContract.Rule.allCases)
    func hidrawChannelKeepsTheContract(rule: ReportChannelContract.Rule) async throws {
        let key = try PseudoTerminalKey.plugIn(SoftwareAuthenticator(model: .level2Key))
        let thread = try DeviceThread(name: key.path)
        try await thread.run("contract") {
            let contract = ReportChannelContract {
                try HIDRawChannel(opening: key.path, on: thread, within: .seconds(1))
            }
            try contract.check(rule)
        }
    }

    /// The kit finds what it looks for: a kit that passes everything proves nothing.
    @Test func kitNoticesAChannelThatForgets() throws {
        let contract = ReportChannelContract {
            SoftwareReportChannel(SoftwareAuthenticator(model: .level2Key, faults: [.wrongNonce]))
        }
        #expect(throws: ReportChannelContract.Violation.self) { try contract.check(.initializeEchoesTheNonce) }
    }
}
