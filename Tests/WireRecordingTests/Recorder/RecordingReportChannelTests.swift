import CTAPMessages
import DeviceTransport
import Testing
import TransportTesting

@testable import WireRecording

@Suite struct RecordingReportChannelTests {
    /// Records one conversation and returns the lines between header and end.
    private func lines(_ conversation: [Samples.Turn]) throws -> [String] {
        let folder = try TemporaryFolder()
        try Samples.record(conversation, to: folder.file())
        return Array(try folder.lines().dropFirst().dropLast())
    }

    @Test func writesMessagesWithoutWhatIsMadeAnew() throws {
        let lines = try lines(Array(Samples.conversation.prefix(6)))
        #expect(
            lines == [
                #"{"n":1,"t":0,"ch":"hid","kind":"connect"}"#,
                #"{"n":2,"t":0,"ch":"hid","kind":"request","cid":"ffffffff","cmd":"06","data":"0000000000000000","#
                    + #""mask":[[0,8,"init-nonce"]]}"#,
                #"{"n":3,"t":0,"ch":"hid","kind":"response","cid":"ffffffff","cmd":"06","#
                    + #""data":"0000000000000000000000000205040305","#
                    + #""mask":[[0,8,"init-nonce"],[8,4,"channel-id",0]]}"#,
                #"{"n":4,"t":0,"ch":"hid","kind":"request","cid":0,"cmd":"10","data":"04"}"#,
                #"{"n":5,"t":0,"ch":"hid","kind":"response","cid":0,"cmd":"10","data":"00a20182665532465f5632684649444f"#
                    + #"5f325f30035828000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2021222324252627"}"#,
                #"{"n":6,"t":0,"ch":"hid","kind":"request","cid":0,"cmd":"10","data":"06a201010201"}"#,
                #"{"n":7,"t":0,"ch":"hid","kind":"keepalive","cid":0,"status":"01"}"#,
                #"{"n":8,"t":0,"ch":"hid","kind":"close"}"#,
            ]
        )
    }

    @Test func serialNumberOfAnEnterpriseAttestationIsNotWritten() throws {
        let identifier: [UInt8] = [0x06, 0x0B, 0x2B, 0x06, 0x01, 0x04, 0x01, 0x82, 0xE5, 0x1C, 0x01, 0x01, 0x02]
        let answer = [0x00, 0xA0] + identifier + [0x04, 0x03, 0x53, 0x4E, 0x31]
        let lines = try lines([
            Samples.conversation[0], Samples.conversation[1], .takes(Samples.message(.cbor, [0x04])),
            .gives(Samples.message(.cbor, answer)),
        ])
        let response = try #require(lines.last { $0.contains(#""kind":"response""#) })
        #expect(response.contains(#"0403000000","mask":[[17,3,"redacted"]]"#))
        #expect(!response.contains("534e31"))
    }

    @Test func masksOnlyWhatEchoes() throws {
        // Another program's INIT, answered on the broadcast channel that everybody reads.
        let foreign = Array(repeating: UInt8(0x55), count: 8) + [0x11, 0x22, 0x33, 0x44, 2, 5, 4, 3, 5]
        let lines = try lines([
            Samples.conversation[0], .gives(Samples.message(.initialize, foreign, on: CTAPHIDMessage.broadcast)),
            Samples.conversation[1], .takes(Samples.message(.wink, [], on: 0x1122_3344)),
        ])
        #expect(lines[2].contains(#""data":"5555555555555555112233440205040305"}"#))
        #expect(lines[3].contains("init-nonce"))
        #expect(lines[4].contains(#""cid":"11223344""#))
    }

    @Test func writesLooseReportsWhereThereIsNoMessage() throws {
        let long = try Samples.message(.ping, Array(repeating: 7, count: 100)).reports()
        var padded = try Samples.message(.wink, []).reports()[0]
        padded[63] = 1
        let lines = try lines([
            Samples.conversation[0], Samples.conversation[1],
            // Half a message, a continuation out of turn, wrong padding.
            .step(.takes(long[0])), .step(.silence), .step(.takes(long[1])), .step(.takes(padded)),
            // The device does the same.
            .step(.gives(long[1])), .step(.gives(long[0])), .step(.silence),
        ])
        let kinds = lines.dropFirst(3)
            .map { $0.contains(#""dir":"out""#) ? "out" : $0.contains(#""dir":"in""#) ? "in" : "" }
        #expect(kinds == ["out", "", "out", "out", "in", "in", "", ""])
        #expect(lines[3].contains(#""data":"00000000810064070707"#))
        #expect(lines[3].contains(#""mask":[[0,4,"channel-id",0]]"#))
        #expect(!lines.joined().contains("0badcafe"))
    }

    @Test func writesFailuresWithTheirNumber() throws {
        let folder = try TemporaryFolder()
        let gone = TransportError(
            .deviceRemoved,
            operation: "poll",
            subject: "/dev/hidraw7",
            original: .init(source: "errno", number: 19, name: "ENODEV"),
            detail: "serial 0123456789"
        )
        let device = ScriptedReportChannel([.readFails(gone), .writeFails(gone)])
        let writer = try RecordingWriter(creating: folder.file(), header: Samples.header(), elapsed: { .zero })
        let recorder = try RecordingReportChannel(wrapping: device, writer: writer)
        #expect(throws: gone) { try recorder.read(within: .zero) }
        let wink = try Samples.message(.wink, []).reports()[0]
        #expect(throws: gone) { try recorder.write(wink, within: .zero) }
        recorder.close()
        #expect(device.isClosed)
        let original = #""original":{"source":"errno","number":19,"name":"ENODEV"}}"#
        #expect(
            try folder.lines().dropFirst(2)
                .elementsEqual([
                    #"{"n":2,"t":0,"ch":"hid","kind":"error","call":"read","code":"device-removed","operation":"poll","#
                        + original,
                    #"{"n":3,"t":0,"ch":"hid","kind":"request","cid":"0badcafe","cmd":"08","data":""}"#,
                    #"{"n":4,"t":0,"ch":"hid","kind":"error","call":"write","code":"device-removed","operation":"poll","#
                        + original,
                    #"{"n":5,"t":0,"ch":"hid","kind":"close"}"#,
                ])
        )
    }

    @Test func sendsNothingBeforeTheMessageIsComplete() throws {
        let folder = try TemporaryFolder()
        let reports = try Samples.message(.ping, Array(repeating: 7, count: 100)).reports()
        let device = ScriptedReportChannel(reports.map { .takes($0) })
        let writer = try RecordingWriter(creating: folder.file(), header: Samples.header())
        let recorder = try RecordingReportChannel(wrapping: device, writer: writer)
        try recorder.write(reports[0], within: .zero)
        #expect(device.written.isEmpty)
        try recorder.write(reports[1], within: .zero)
        #expect(device.written == reports)
    }

    @Test func writesWhatWasGivenUpAndNothingLater() throws {
        let folder = try TemporaryFolder()
        let device = ScriptedReportChannel([.silence])
        let writer = try RecordingWriter(creating: folder.file(), header: Samples.header(), elapsed: { .zero })
        let channel = BlockingChannel(device)
        let recorder = try RecordingReportChannel(wrapping: channel, writer: writer)
        let late = TransportError(.deadlineExceeded, operation: "open", detail: "gave up after 2 s")
        channel.onRead = { try? recorder.abandon(because: late) }
        #expect(try recorder.read(within: .zero) == nil)
        recorder.close()
        try writer.finish()
        #expect(
            try folder.lines().dropFirst(2).dropLast()
                .elementsEqual([
                    #"{"n":2,"t":0,"ch":"hid","kind":"error","call":"read","code":"deadline-exceeded","operation":"open"}"#
                ])
        )
        let replay = Replay(try Recording(reading: folder.file()))
        let again = try replay.openReportChannel()
        #expect(throws: late) { try again.read(within: .zero) }
        #expect(throws: late) { try again.read(within: .zero) }
        #expect(throws: late) { try again.write(Array(repeating: 0, count: 64), within: .zero) }
        try replay.finish()
    }

    /// Nobody's fault, and not to be replayed as one: the record stops, and lacks its end.
    @Test func aCancelledCallIsNotWritten() throws {
        let folder = try TemporaryFolder()
        let cancelled = TransportError(.cancelled, operation: "probe")
        let device = ScriptedReportChannel([.readFails(cancelled)])
        let writer = try RecordingWriter(creating: folder.file(), header: Samples.header(), elapsed: { .zero })
        let recorder = try RecordingReportChannel(wrapping: device, writer: writer)
        #expect(throws: cancelled) { try recorder.read(within: .zero) }
        recorder.close()
        #expect(try folder.lines().dropFirst() == [#"{"n":1,"t":0,"ch":"hid","kind":"connect"}"#])
        #expect(try Recording(reading: folder.file()).integrity == .incomplete(.noEnd))
    }
}

/// Lets something happen while a read is under way.
private final class BlockingChannel: ReportChannel, @unchecked Sendable {
    private let wrapped: ScriptedReportChannel
    var onRead: () -> Void = {}

    init(_ wrapped: ScriptedReportChannel) {
        self.wrapped = wrapped
    }

    var name: String { wrapped.name }

    func write(_ report: [UInt8], within limit: Duration) throws(TransportError) {
        try wrapped.write(report, within: limit)
    }

    func read(within limit: Duration) throws(TransportError) -> [UInt8]? {
        onRead()
        return try wrapped.read(within: limit)
    }

    func close() { wrapped.close() }
}
