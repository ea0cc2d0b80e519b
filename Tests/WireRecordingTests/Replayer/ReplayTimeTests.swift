import CTAPMessages
import DeviceTransport
import Foundation
import Octets
import Testing

@testable import WireRecording

/// When a replay answers: at once, at the recorded pace, and not before a host that cancels has cancelled.
@Suite(.timeLimit(.minutes(1)))
struct ReplayTimeTests {
    private static let limit = Duration.seconds(5)
    private static let cancel: UInt8 = 0x11

    private static func events(_ kinds: [(milliseconds: Int, kind: RecordedEvent.Kind)]) -> Recording {
        let events = kinds.enumerated()
            .map { index, entry in
                RecordedEvent(
                    number: index + 1,
                    milliseconds: entry.milliseconds,
                    channel: Samples.header().channels[0].id,
                    kind: entry.kind
                )
            }
        return Recording(path: "r", header: Samples.header(), events: events, integrity: .complete)
    }

    private static func message(_ direction: RecordedEvent.Direction, _ command: UInt8, _ bytes: [UInt8])
        -> RecordedEvent.Kind
    {
        .message(
            direction,
            RecordedMessage(
                channel: .literal(1),
                command: CTAPHIDCommand(rawValue: command),
                payload: MaskedBytes(bytes)
            )
        )
    }

    /// A touch that is asked for, a keep-alive, and 400 ms later a cancellation, which the key heeds.
    private static let cancelled = events([
        (0, .connect(RecordedConnection())),
        (1, message(.out, 0x10, [0x0B])),
        (2, .keepAlive(.literal(1), status: 2)),
        (400, message(.out, cancel, [])),
        (410, message(.in, 0x10, [0x2D])),
        (420, .close),
    ])

    private static func report(_ command: UInt8, _ bytes: [UInt8]) -> [UInt8] {
        let head: [UInt8] = [0, 0, 0, 1, command | 0x80, 0, UInt8(bytes.count)]
        return head + bytes + Array(repeating: 0, count: 57 - bytes.count)
    }

    private static func opened(_ recording: Recording, _ change: (inout ReplayOptions) -> Void) throws -> (
        Replay, ReplayingReportChannel
    ) {
        var options = ReplayOptions()
        change(&options)
        let replay = Replay(recording, options: options)
        return (replay, try replay.openReportChannel())
    }

    /// The answer to a cancellation comes after it, however long a host on another thread takes to send it.
    @Test func aReadWaitsForTheCancellation() throws {
        let (replay, channel) = try Self.opened(Self.cancelled) { _ in }
        try channel.write(Self.report(0x10, [0x0B]), within: Self.limit)
        #expect(try channel.read(within: Self.limit)?[4] == 0xBB)
        let start = ContinuousClock.now
        let host = Thread {
            Thread.sleep(forTimeInterval: 0.15)
            try? channel.write(Self.report(Self.cancel, []), within: Self.limit)
        }
        host.start()
        let answer = try channel.read(within: Self.limit)
        #expect(answer == Self.report(0x10, [0x2D]), "\(String(describing: answer))")
        #expect((.milliseconds(140)..<Self.limit).contains(.now - start))
        channel.close()
        try replay.finish()
    }

    /// A host that never cancels hears nothing for its whole limit, and its replay is not over.
    @Test func aReadThatIsNotCancelledEndsWithItsLimit() throws {
        let (replay, channel) = try Self.opened(Self.cancelled) { _ in }
        try channel.write(Self.report(0x10, [0x0B]), within: Self.limit)
        _ = try channel.read(within: Self.limit)
        let start = ContinuousClock.now
        #expect(try channel.read(within: .milliseconds(120)) == nil)
        #expect(.now - start >= .milliseconds(120))
        channel.close()
        #expect(throws: TransportError.self) { try replay.finish() }
    }

    /// Who decides by a read that finds nothing need not sit through a time that is over.
    @Test func nobodyWaitsWhereTheHostNeedsNoWait() throws {
        let (replay, channel) = try Self.opened(Self.cancelled) { $0.waitsForCancel = false }
        try channel.write(Self.report(0x10, [0x0B]), within: Self.limit)
        _ = try channel.read(within: Self.limit)
        let start = ContinuousClock.now
        #expect(try channel.read(within: Self.limit) == nil)
        #expect(.now - start < .seconds(1))
        try channel.write(Self.report(Self.cancel, []), within: Self.limit)
        #expect(try channel.read(within: Self.limit) == Self.report(0x10, [0x2D]))
        channel.close()
        try replay.finish()
    }

    private static let slow = events([
        (0, .connect(RecordedConnection())),
        (1, message(.out, 0x10, [0x04])),
        (120, .keepAlive(.literal(1), status: 1)),
        (240, message(.in, 0x10, [0x00])),
        (250, .close),
    ])

    /// At its own pace a device answers no sooner than it did then; at full speed at once.
    @Test(arguments: ReplayOptions.Speed.allCases)
    func speed(_ speed: ReplayOptions.Speed) throws {
        let (replay, channel) = try Self.opened(Self.slow) { $0.speed = speed }
        let start = ContinuousClock.now
        try channel.write(Self.report(0x10, [0x04]), within: Self.limit)
        #expect(try channel.read(within: Self.limit)?[4] == 0xBB)
        let first = ContinuousClock.now - start
        #expect(try channel.read(within: Self.limit) == Self.report(0x10, [0x00]))
        let second = ContinuousClock.now - start
        channel.close()
        try replay.finish()
        switch speed {
        case .real: #expect(first >= .milliseconds(115) && second >= .milliseconds(230), "\(first) \(second)")
        case .max: #expect(second < .milliseconds(100), "\(second)")
        }
    }

    /// A pause that is longer than the host waits is cut, since the recorded host waited longer too.
    @Test func aHostsLimitCutsThePause() throws {
        let (_, channel) = try Self.opened(Self.slow) { $0.speed = .real }
        try channel.write(Self.report(0x10, [0x04]), within: Self.limit)
        let start = ContinuousClock.now
        #expect(try channel.read(within: .milliseconds(20)) != nil)
        #expect(.now - start < .milliseconds(100))
    }
}
