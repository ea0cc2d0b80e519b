import DeviceTransport
import SoftwareCard
import Testing
import TransportTesting

@Suite("Software card channel")
struct SoftwareCardChannelTests {
    static let cases = CardModel.all.flatMap { model in
        SmartCardChannelContract.rules(for: model).map { (model, $0) }
    }

    @Test(arguments: cases)
    func keepsTheContract(_ model: CardModel, _ rule: SmartCardChannelContract.Rule) throws {
        try SmartCardChannelContract(for: model) { SoftwareCardChannel(SoftwareCard(model: model)) }.check(rule)
    }

    @Test func everyRuleIsTriedOnSomeModel() {
        #expect(Set(Self.cases.map(\.1)) == Set(SmartCardChannelContract.Rule.allCases))
    }

    /// A contract that nothing can break protects nobody.
    @Test(arguments: [SmartCardChannelContract.Rule.selectionIsAnswered, .refusalIsAnAnswer, .resetForgetsTheSelection])
    func brokenCardBreaksTheContract(_ rule: SmartCardChannelContract.Rule) {
        let contract = SmartCardChannelContract(for: .pivT1) {
            SoftwareCardChannel(SoftwareCard(model: .pivT1, faults: [.wrongLength]))
        }
        #expect(throws: (any Error).self) { try contract.check(rule) }
    }

    @Test func resetThatDiffersIsNoticed() {
        let contract = SmartCardChannelContract(for: .pivT1) {
            SoftwareCardChannel(SoftwareCard(model: .pivT1, faults: [.warmDiffersFromCold]))
        }
        #expect(throws: SmartCardChannelContract.Violation.self) { try contract.check(.resetGivesTheNewAnswer) }
    }

    @Test func faultsAreErrors() {
        let mute = SoftwareCardChannel(SoftwareCard(faults: [.mute(fromCommand: 1)]))
        let start = ContinuousClock.now
        #expect(throws: TransportError(.deadlineExceeded, operation: "transmit")) {
            try mute.transmit([0, 0, 0, 0], within: .milliseconds(50))
        }
        #expect(ContinuousClock.now - start >= .milliseconds(50))

        let removed = SoftwareCardChannel(SoftwareCard(faults: [.removed(duringCommand: 1)]))
        #expect(throws: TransportError(.cardRemoved, operation: "transmit")) {
            try removed.transmit([0, 0, 0, 0], within: .seconds(5))
        }
        #expect(removed.answerToReset == [])
        let silent = SoftwareCardChannel(SoftwareCard(faults: [.unresponsiveToReset]))
        #expect(throws: TransportError(.unresponsiveCard, operation: "reset")) {
            try silent.reset(.cold, within: .seconds(5))
        }
    }
}
