import CTAPMessages
import DeviceTransport
import Testing
import TransportTesting

@testable import WireRecording

@Suite struct ReplayTests {
    private let folder: TemporaryFolder
    private let recording: Recording

    init() throws {
        folder = try TemporaryFolder()
        try Samples.record(to: folder.file())
        recording = try Recording(reading: folder.file())
    }

    /// Opens a replay and goes as far as the channel that it hands out.
    private func open(_ replay: Replay) throws -> (ReplayingReportChannel, UInt32) {
        let channel = try replay.openReportChannel()
        let request = Samples.message(.initialize, Samples.nonce, on: CTAPHIDMessage.broadcast)
        try channel.write(try request.reports()[0], within: .zero)
        let report = try #require(try channel.read(within: .zero))
        #expect(Array(report[7..<15]) == Samples.nonce)
        return (channel, report[15..<19].reduce(0) { $0 << 8 | UInt32($1) })
    }

    private func write(_ message: CTAPHIDMessage, to channel: ReplayingReportChannel) throws {
        for report in try message.reports() { try channel.write(report, within: .zero) }
    }

    @Test func twoReplaysAreTheSame() throws {
        let first = try open(Replay(recording))
        let second = try open(Replay(recording))
        #expect(first.1 == second.1)
        #expect(first.1 != Samples.channel)
        #expect(first.0.name == "replay:\(folder.file())")
    }

    /// What our own host recorded when nobody touched the key in time.
    private func untouched(_ turns: [Samples.Turn]) throws -> Replay {
        let folder = try TemporaryFolder()
        try Samples.record(Array(Samples.conversation.prefix(2)) + turns, to: folder.file())
        var options = ReplayOptions()
        options.waitsForCancel = false
        return Replay(try Recording(reading: folder.file()), options: options)
    }

    @Test func aWaitThatIsOverTakesNoTime() throws {
        let replay = try untouched([
            .takes(Samples.message(.cbor, [0x0B])), .gives(Samples.message(.keepalive, [2])),
            .takes(Samples.message(.cancel, [])), .gives(Samples.message(.cbor, [0x2D])),
        ])
        let (channel, number) = try open(replay)
        try write(Samples.message(.cbor, [0x0B], on: number), to: channel)
        let start = ContinuousClock.now
        #expect(try channel.read(within: .seconds(60))?[4] == 0xBB)
        #expect(try channel.read(within: .seconds(60)) == nil)
        #expect(ContinuousClock.now - start < .seconds(5))
        try write(Samples.message(.cancel, [], on: number), to: channel)
        #expect(try channel.read(within: .seconds(60))?[7] == 0x2D)
        channel.close()
        try replay.finish()
    }

    /// A key of U2F is asked again and again; the recorded host gave up, and so does the live one, and no other way.
    @Test func aKeyOfU2FThatWasGivenUpStaysSo() throws {
        let question = Samples.message(.message, [0, 1, 3, 0])
        let replay = try untouched([.takes(question), .gives(Samples.message(.message, [0x69, 0x85]))])
        let (channel, number) = try open(replay)
        try write(Samples.message(.message, question.payload, on: number), to: channel)
        #expect(try channel.read(within: .seconds(60))?[7...8] == [0x69, 0x85])
        let error = #expect(throws: TransportError.self) {
            try write(Samples.message(.message, question.payload, on: number), to: channel)
        }
        #expect(error?.code == .deadlineExceeded)
        channel.close()
        try replay.finish()
    }

    @Test func showsBothSidesOfADifference() throws {
        let replay = Replay(recording)
        let (channel, number) = try open(replay)
        try write(Samples.message(.cbor, [0x04], on: number), to: channel)
        for _ in 0..<2 { _ = try channel.read(within: .zero) }
        let error = try #require(throws: TransportError.self) {
            try write(Samples.message(.cbor, [0x06, 0xA2, 0x01, 0x01, 0x02, 0x07], on: number), to: channel)
        }
        #expect(error.code == .replayMismatch)
        #expect(
            error.detail == """
                event 6, CTAPHID_CBOR authenticatorClientPIN: byte 5 of the data (byte 12 of report 0, field /2) \
                is 07 instead of 01
                  recorded  CTAPHID_CBOR authenticatorClientPIN: 06a201010201 = 06 {1: 1, 2: 1}
                  now       CTAPHID_CBOR authenticatorClientPIN: 06a201010207 = 06 {1: 1, 2: 7}
                """
        )
        // And from then on.
        #expect(throws: error) { try channel.read(within: .zero) }
        #expect(throws: error) { try channel.write(Array(repeating: 0, count: 64), within: .zero) }
        #expect(throws: error) { try replay.openReportChannel() }
        #expect(throws: error) { try replay.finish() }
        channel.close()
        let last = #expect(throws: TransportError.self) { try replay.finish() }
        #expect(last?.detail == error.detail)
    }

    struct Deviation: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let message: CTAPHIDMessage
        let detail: String

        init(_ name: String, _ command: CTAPHIDCommand, _ payload: [UInt8], _ detail: String) {
            testDescription = name
            message = CTAPHIDMessage(channel: 0x7453_0000, command: command, payload: payload)
            self.detail = detail
        }
    }

    @Test(
        arguments: [
            Deviation(
                "another command",
                .wink,
                [],
                "event 4, CTAPHID_CBOR authenticatorGetInfo: byte 4 of report 0 (command) is 88 instead of 90"
            ),
            Deviation(
                "longer",
                .cbor,
                [0x04, 0x00],
                "event 4, CTAPHID_CBOR authenticatorGetInfo: byte 6 of report 0 (length) is 02 instead of 01"
            ),
            Deviation(
                "much longer",
                .cbor,
                Array(repeating: 4, count: 200),
                "event 4, CTAPHID_CBOR authenticatorGetInfo: byte 6 of report 0 (length) is c8"
            ),
            Deviation(
                "shorter",
                .cbor,
                [],
                "event 4, CTAPHID_CBOR authenticatorGetInfo: byte 6 of report 0 (length) is 00 instead of 01"
            ),
            Deviation(
                "another CTAP command",
                .cbor,
                [0x07],
                "event 4, CTAPHID_CBOR authenticatorGetInfo: byte 0 of the data (byte 7 of report 0"
            ),
        ]
    )
    func namesTheFirstDifference(_ deviation: Deviation) throws {
        let (channel, number) = try open(Replay(recording))
        #expect(number == deviation.message.channel)
        let error = #expect(throws: TransportError.self) { try write(deviation.message, to: channel) }
        #expect(error?.detail?.hasPrefix(deviation.detail) == true, "\(error?.detail ?? "")")
        #expect(error?.detail?.contains("\n  now       CTAPHID_") == true)
    }

    @Test func holdsToTheOrder() throws {
        let (first, number) = try open(Replay(recording))
        let early = #expect(throws: TransportError.self) { try first.read(within: .zero) }
        let request = "event 4 is the request CTAPHID_CBOR authenticatorGetInfo"
        #expect(early?.detail == "\(request), and the host reads a report")

        let (second, _) = try open(Replay(recording))
        try write(Samples.message(.cbor, [0x04], on: number), to: second)
        _ = try second.read(within: .zero)
        let hasty = #expect(throws: TransportError.self) {
            try write(Samples.message(.wink, [], on: number), to: second)
        }
        #expect(hasty?.detail == "the host writes before it has read event 5")

        let (third, _) = try open(Replay(recording))
        try write(Samples.message(.cbor, [0x04], on: number), to: third)
        let deaf = #expect(throws: TransportError.self) { try write(Samples.message(.wink, [], on: number), to: third) }
        #expect(deaf?.detail == "event 5 is an answer in CTAPHID_CBOR, and the host writes CTAPHID_WINK")
    }

    @Test func noticesAHostThatStopsInTheMiddle() throws {
        let ping: [Samples.Turn] = Array(Samples.conversation[...1]) + Array(Samples.conversation[8...9])
        try Samples.record(ping, to: folder.file("ping.jsonl"))
        let (channel, number) = try open(Replay(try Recording(reading: folder.file("ping.jsonl"))))
        let reports = try Samples.message(.ping, (0..<150).map { UInt8($0) }, on: number).reports()
        try channel.write(reports[0], within: .zero)
        let error = #expect(throws: TransportError.self) { try channel.read(within: .zero) }
        #expect(error?.detail?.hasPrefix("event 4, CTAPHID_PING: the host stopped 2 reports before its end") == true)
    }

    @Test func namesTheFirstEventThatWasNotPlayed() throws {
        let replay = Replay(recording)
        let (channel, _) = try open(replay)
        channel.close()
        let error = #expect(throws: TransportError.self) { try replay.finish() }
        #expect(error?.code == .replayMismatch)
        let event = "event 4, the request CTAPHID_CBOR authenticatorGetInfo, was not played"
        #expect(error?.detail == "\(event): the host stopped before it")
        let untouched = #expect(throws: TransportError.self) { try Replay(recording).finish() }
        #expect(untouched?.detail?.hasPrefix("event 1, the opening of the channel") == true)
    }

    @Test func endsWhereTheRecordingEnds() throws {
        try Samples.record(Array(Samples.conversation.prefix(2)), to: folder.file("short.jsonl"))
        let text = try folder.lines("short.jsonl").prefix(4).joined(separator: "\n") + "\n"
        let path = try folder.write(text)
        let replay = Replay(try Recording(reading: path))
        let (channel, number) = try open(replay)
        try replay.finish()
        let error = #expect(throws: TransportError.self) {
            try write(Samples.message(.cbor, [0x04], on: number), to: channel)
        }
        #expect(error?.code == .recordingExhausted)
        #expect(error?.detail?.contains("after event 3") == true)
    }

    @Test func silenceLastsUntilTheHostSpeaks() throws {
        let turns = Array(Samples.conversation.prefix(2)) + [.step(.silence), .step(.silence)]
        try Samples.record(turns + [.takes(Samples.message(.wink, []))], to: folder.file("silence.jsonl"))
        let replay = Replay(try Recording(reading: folder.file("silence.jsonl")))
        let (channel, number) = try open(replay)
        for _ in 0..<7 { #expect(try channel.read(within: .seconds(30)) == nil) }
        try write(Samples.message(.wink, [], on: number), to: channel)
        channel.close()
        try replay.finish()
        #expect(throws: TransportError.self) { try channel.read(within: .zero) }
    }

    @Test func playsOneSessionAfterTheOther() throws {
        let path = folder.file("two.jsonl")
        let writer = try RecordingWriter(creating: path, header: Samples.header())
        for _ in 0..<2 {
            let turns = Array(Samples.conversation.prefix(2))
            let device = ScriptedReportChannel(try Samples.script(turns))
            let recorder = try RecordingReportChannel(wrapping: device, writer: writer)
            try Samples.drive(recorder, turns)
            recorder.close()
        }
        let failure = TransportError(
            .heldByAnother,
            operation: "open",
            subject: "/dev/hidraw3",
            detail: "by fido2-token"
        )
        try writer.recordFailure(failure, during: .connect, on: .hid)
        try writer.finish()
        #expect(!(try folder.text("two.jsonl")).contains("hidraw"))
        let replay = Replay(try Recording(reading: path))
        for _ in 0..<2 { try open(replay).0.close() }
        #expect(throws: failure) { try replay.openReportChannel() }
        try replay.finish()
        let more = #expect(throws: TransportError.self) { try replay.openReportChannel() }
        #expect(more?.code == .recordingExhausted)
    }

    @Test func knowsItsChannels() throws {
        let replay = Replay(recording)
        #expect(replay.has(.hid))
        #expect(!replay.has(.card))
        let error = #expect(throws: TransportError.self) { try replay.openSmartCardChannel() }
        #expect(error?.code == .noSuchDevice)
    }

    @Test func playsLooseReports() throws {
        let long = try Samples.message(.ping, Array(repeating: 7, count: 100)).reports()
        let turns: [Samples.Turn] = [
            Samples.conversation[0], Samples.conversation[1], .step(.takes(long[0])), .step(.silence),
            .step(.takes(long[1])), .step(.gives(long[1])), .step(.silence),
        ]
        try Samples.record(turns, to: folder.file("loose.jsonl"))
        let loose = try Recording(reading: folder.file("loose.jsonl"))
        #expect(try SimulatedHost().play(loose).0 == .completed)
        for event in loose.events {
            guard case .report(.out, _) = event.kind else { continue }
            for byte in 0..<64 {
                for bit in 0..<8 {
                    let flip = SimulatedHost.Flip(event: event.number, report: 0, byte: byte, bit: bit)
                    let error = try SimulatedHost(flip: flip).play(loose).1
                    #expect(error?.detail?.hasPrefix("event \(event.number), ") == true, "\(flip)")
                    #expect(error?.detail?.contains("byte \(byte) of the report") == true, "\(flip)")
                }
            }
        }
    }
}
