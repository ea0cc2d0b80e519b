import DeviceTransport
import ISO7816
import SoftwareCard
import Testing
import TransportTesting

@testable import WireRecording

/// Recorder, replay and script are card channels like any other.
@Suite struct CardContractTests {
    typealias Rule = SmartCardChannelContract.Rule

    static let cases = [CardModel.pivT1, .plainT0]
        .flatMap { model in
            SmartCardChannelContract.rules(for: model).map { (model, $0) }
        }

    @Test(arguments: cases)
    func recorderKeepsTheContract(_ model: CardModel, _ rule: Rule) throws {
        let folder = try TemporaryFolder()
        try record(model, rule, to: folder.file())
    }

    /// The rule that looks into a data object has nothing to look at: their bodies are not recorded.
    @Test(arguments: cases.filter { $0.1 != .exchangeCollectsTheParts })
    func replayKeepsTheContract(_ model: CardModel, _ rule: Rule) throws {
        let folder = try TemporaryFolder()
        try record(model, rule, to: folder.file())
        let replay = Replay(try Recording(reading: folder.file()))
        try SmartCardChannelContract(for: model) { try replay.openSmartCardChannel() }.check(rule)
        try replay.finish()
    }

    @Test(arguments: cases)
    func scriptKeepsTheContract(_ model: CardModel, _ rule: Rule) throws {
        let transcript = TranscribingSmartCardChannel(SoftwareCardChannel(SoftwareCard(model: model)))
        try SmartCardChannelContract(for: model) { transcript }.check(rule)
        let scripted = ScriptedSmartCardChannel(
            answerToReset: model.answerToReset,
            activeProtocol: model.transmissionProtocol == .t0 ? .t0 : .t1,
            transcript.script
        )
        try SmartCardChannelContract(for: model) { scripted }.check(rule)
    }

    private func record(_ model: CardModel, _ rule: Rule, to path: String) throws {
        let writer = try RecordingWriter(creating: path, header: Samples.header([.card]))
        let contract = SmartCardChannelContract(for: model) {
            try RecordingSmartCardChannel(wrapping: SoftwareCardChannel(SoftwareCard(model: model)), writer: writer)
        }
        try contract.check(rule)
        try writer.finish()
    }
}
