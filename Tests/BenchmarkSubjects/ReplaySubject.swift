import CTAPMessages
import DeviceTransport
import WireRecording

/// A made-up recording in memory, and the host that it expects.
public struct ReplaySubject: Sendable {
    private let recording: Recording
    private let reports: [[UInt8]]
    private let answerReports: Int
    private let exchanges: Int
    private static let limit = Duration.seconds(1)
    private static let answer: [UInt8] = (0..<178).map { UInt8($0) }

    private init(
        _ exchanges: Int,
        _ channel: RecordedChannel,
        question: RecordedEvent.Kind,
        answer: RecordedEvent.Kind,
        reports: [[UInt8]] = [],
        answerReports: Int = 0
    ) {
        let kinds =
            [.connect(RecordedConnection(reader: "reader"))] + (0..<exchanges).flatMap { _ in [question, answer] }
        let events = kinds.enumerated()
            .map { RecordedEvent(number: $0 + 1, milliseconds: 0, channel: channel.id, kind: $1) }
        let header = RecordingHeader(
            tool: "benchmark",
            capturedAt: UTCTimestamp(secondsSinceEpoch: 0),
            device: RecordedDevice(kind: .composite, name: "device", usb: nil),
            channels: [channel]
        )
        recording = Recording(path: "benchmark", header: header, events: events, integrity: .complete)
        self.exchanges = exchanges
        self.reports = reports
        self.answerReports = answerReports
    }

    /// A key that answers getInfo again and again: one report out, four reports in.
    ///
    /// - Throws: Nothing, as long as a message of 178 bytes fits into reports.
    public static func key(exchanges: Int) throws -> ReplaySubject {
        func recorded(_ message: CTAPHIDMessage) -> RecordedMessage {
            RecordedMessage(
                channel: .literal(message.channel),
                command: message.command,
                payload: MaskedBytes(message.payload)
            )
        }
        let request = CTAPHIDMessage(channel: 0x0BAD_CAFE, command: .cbor, payload: [CTAPCommand.getInfo.rawValue])
        let response = CTAPHIDMessage(channel: 0x0BAD_CAFE, command: .cbor, payload: answer)
        return ReplaySubject(
            exchanges,
            .hid,
            question: .message(.out, recorded(request)),
            answer: .message(.in, recorded(response)),
            reports: try request.reports(),
            answerReports: try response.reports().count
        )
    }

    /// A card that answers one SELECT again and again.
    public static func card(exchanges: Int) -> ReplaySubject {
        ReplaySubject(
            exchanges,
            .card,
            question: .apdu(.out, MaskedBytes(CardSubject.command)),
            answer: .apdu(.in, MaskedBytes(answer + [0x90, 0x00]))
        )
    }

    /// Plays a key's recording from its opening to its end.
    ///
    /// - Throws: What the replayer does when the host differs, which would be a mistake in here.
    public func playKey() throws {
        let replay = Replay(recording)
        let channel = try replay.openReportChannel()
        for _ in 0..<exchanges {
            for report in reports { try channel.write(report, within: Self.limit) }
            for _ in 0..<answerReports { _ = try channel.read(within: Self.limit) }
        }
        try replay.finish()
    }

    /// Plays a card's recording from its opening to its end.
    ///
    /// - Throws: What the replayer does when the host differs, which would be a mistake in here.
    public func playCard() throws {
        let replay = Replay(recording)
        let channel = try replay.openSmartCardChannel()
        for _ in 0..<exchanges { _ = try channel.transmit(CardSubject.command, within: Self.limit) }
        try replay.finish()
    }
}
