import DeviceTransport
import FixtureSupport
import Foundation
import Testing

@testable import WireRecording

/// Recordings that are played while they are read.
@Suite struct StreamingReplayTests {
    private static let limit = Duration.seconds(1)
    private static let command: [UInt8] = [0x00, 0xCA, 0x00, 0x00, 0x00]

    @Test(arguments: FixtureTests.all) func playsAsFromMemory(_ name: String) throws {
        let path = Fixtures.path("recordings/\(name)")
        let (outcome, error) = try SimulatedHost()
            .play(Recording(reading: path), on: Replay(streaming: RecordingSource(path)))
        #expect(outcome == .completed, "\(error?.description ?? "")")
    }

    /// Long enough that what was played is forgotten several times.
    private static func record(exchanges: Int, to path: String) throws {
        let writer = try RecordingWriter(creating: path, header: Samples.header([.hid, .card]), elapsed: { .zero })
        for channel in [RecordedChannel.hid, .card] {
            try writer.append(.connect(RecordedConnection(reader: "reader")), on: channel)
        }
        for number in 0..<exchanges {
            let answer = [UInt8(truncatingIfNeeded: number), 0x90, 0x00]
            try writer.append(.apdu(.out, MaskedBytes(command)), on: .card)
            try writer.append(.apdu(.in, MaskedBytes(answer)), on: .card)
            if number.isMultiple(of: 3) { try writer.append(.timeout, on: .hid) }
        }
        try writer.finish()
    }

    private static func playCard(_ replay: Replay, exchanges: Int) throws {
        let card = try replay.openSmartCardChannel()
        for number in 0..<exchanges {
            let answer = try card.transmit(command, within: limit)
            #expect(answer.first == UInt8(truncatingIfNeeded: number))
        }
    }

    /// One channel to its end before the other one begins: what lay between is held for that.
    @Test func channelsArePlayedOneAfterTheOther() throws {
        let folder = try TemporaryFolder()
        try Self.record(exchanges: 6000, to: folder.file())
        let replay = try Replay(streaming: RecordingSource(folder.file()))
        #expect(replay.has(.hid) && replay.has(.card))
        try Self.playCard(replay, exchanges: 6000)
        #expect(throws: TransportError.self) { try replay.finish() }

        let again = try Replay(streaming: RecordingSource(folder.file()))
        let key = try again.openReportChannel()
        for _ in 0..<2000 { #expect(try key.read(within: Self.limit) == nil) }
        try Self.playCard(again, exchanges: 6000)
        try again.finish()
    }

    @Test func oneWordMoreThanWasRecordedIsTooMuch() throws {
        let folder = try TemporaryFolder()
        try Self.record(exchanges: 2000, to: folder.file())
        let replay = try Replay(streaming: RecordingSource(folder.file()))
        let card = try replay.openSmartCardChannel()
        for _ in 0..<2000 { _ = try card.transmit(Self.command, within: Self.limit) }
        let error = #expect(throws: TransportError.self) { try card.transmit(Self.command, within: Self.limit) }
        #expect(error?.code == .recordingExhausted)
        #expect(error?.detail?.contains("after event 4669") == true, "\(String(describing: error))")
    }

    /// A mistake in the file is told with its line, when the replay comes to it.
    @Test func aMistakeIsMetWhereItStands() throws {
        let folder = try TemporaryFolder()
        try Self.record(exchanges: 100, to: folder.file())
        var lines = try String(contentsOfFile: folder.file(), encoding: .utf8)
            .split(separator: "\n", omittingEmptySubsequences: false)
        lines[50] = "{}"
        let path = try folder.write(lines.joined(separator: "\n"))
        let replay = try Replay(streaming: RecordingSource(path))
        let card = try replay.openSmartCardChannel()
        _ = try card.transmit(Self.command, within: Self.limit)
        var failure: TransportError?
        for _ in 0..<100 where failure == nil {
            do { _ = try card.transmit(Self.command, within: Self.limit) } catch { failure = error }
        }
        #expect(failure?.code == .malformed)
        #expect(failure?.detail?.contains(":51:") == true, "\(String(describing: failure))")
        let again = #expect(throws: TransportError.self) { try replay.finish() }
        #expect(again == failure)
    }

    @Test func anEditedFileFailsAtItsEnd() throws {
        let folder = try TemporaryFolder()
        try Self.record(exchanges: 3, to: folder.file())
        let text = try String(contentsOfFile: folder.file(), encoding: .utf8)
        let path = try folder.write(text.replacing(#""data":"019000""#, with: #""data":"019001""#))
        let replay = try Replay(streaming: RecordingSource(path))
        let key = try replay.openReportChannel()
        _ = try key.read(within: Self.limit)
        try Self.playCard(replay, exchanges: 3)
        let error = #expect(throws: TransportError.self) { try replay.finish() }
        #expect(error?.detail?.contains("altered") == true, "\(String(describing: error))")
    }

    @Test func aFileThatIsNotThere() {
        let error = #expect(throws: RecordingError.self) {
            try Replay(streaming: RecordingSource("/nonexistent.jsonl"))
        }
        #expect(error?.reason == .missing)
    }
}
