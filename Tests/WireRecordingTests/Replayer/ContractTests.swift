import DeviceTransport
import SoftwareAuthenticator
import Testing
import TransportTesting

@testable import WireRecording

/// Recorder, replay and script are report channels like any other.
@Suite struct ContractTests {
    @Test(arguments: ReportChannelContract.Rule.allCases)
    func recorderKeepsTheContract(_ rule: ReportChannelContract.Rule) throws {
        let folder = try TemporaryFolder()
        try record(rule, to: folder.file())
    }

    /// What a rule needs was recorded from a device that keeps it.
    ///
    /// How long a silence lasts is not replayed.
    @Test(arguments: ReportChannelContract.Rule.allCases.filter { $0 != .readWithoutAnswerEndsAtItsLimit })
    func replayKeepsTheContract(_ rule: ReportChannelContract.Rule) throws {
        let folder = try TemporaryFolder()
        try record(rule, to: folder.file())
        let replay = Replay(try Recording(reading: folder.file()))
        try ReportChannelContract { try replay.openReportChannel() }.check(rule)
        try replay.finish()
    }

    /// How long a silence lasts is not in a script either.
    @Test(arguments: ReportChannelContract.Rule.allCases.filter { $0 != .readWithoutAnswerEndsAtItsLimit })
    func scriptKeepsTheContract(_ rule: ReportChannelContract.Rule) throws {
        let transcript = TranscribingReportChannel(SoftwareReportChannel(SoftwareAuthenticator(model: .level2Key)))
        try ReportChannelContract { transcript }.check(rule)
        try ReportChannelContract { ScriptedReportChannel(transcript.script) }.check(rule)
    }

    private func record(_ rule: ReportChannelContract.Rule, to path: String) throws {
        let writer = try RecordingWriter(creating: path, header: Samples.header())
        let contract = ReportChannelContract {
            let device = SoftwareReportChannel(SoftwareAuthenticator(model: .level2Key))
            return try RecordingReportChannel(wrapping: device, writer: writer)
        }
        try contract.check(rule)
        try writer.finish()
    }
}
