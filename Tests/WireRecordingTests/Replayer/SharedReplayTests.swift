import DeviceTransport
import SoftwareCard
import Testing
import TransportTesting

@testable import WireRecording

/// A second connection and a watch beside a card's channel, recorded and played.
@Suite struct SharedReplayTests {
    private static let select: [UInt8] = [0x00, 0xA4, 0x04, 0x00, 0x04, 0xF0, 0x74, 0x73, 0x74]
    private static let second = RecordedChannel.card.secondConnection
    private static let watch = RecordedChannel.card.slotWatch

    /// The first connection in a transaction, a reset by the second, and a slot that is watched meanwhile.
    private func recording(_ folder: TemporaryFolder) throws -> Recording {
        let header = Samples.header([.card, Self.second, Self.watch])
        let writer = try RecordingWriter(creating: folder.file(), header: header)
        let daemon = SoftwareDaemon(card: SoftwareCard())
        let first = try RecordingSmartCardChannel(
            wrapping: SoftwareCardChannel(over: daemon, as: .shared),
            writer: writer
        )
        try writer.append(.opening(.shared), on: Self.second)
        let second = try RecordingSmartCardChannel(
            wrapping: SoftwareCardChannel(over: daemon, as: .shared),
            writer: writer,
            channel: Self.second
        )
        let watch = try RecordingSlotWatch(wrapping: SoftwareSlotWatch(daemon), writer: writer, channel: Self.watch)
        try Self.drive(first, second, watch)
        for close in [first.close, second.close, watch.close] { close() }
        try writer.finish()
        return try Recording(reading: folder.file())
    }

    private static func drive(
        _ first: any SmartCardChannel,
        _ second: any SmartCardChannel,
        _ watch: any SlotWatch
    ) throws {
        try first.beginTransaction(within: .zero)
        #expect(try first.transmit(select, within: .zero) == [0x6A, 0x82])
        try first.endTransaction(within: .zero)
        let error = #expect(throws: TransportError.self) { try first.endTransaction(within: .zero) }
        #expect(error?.original?.name == "SCARD_E_NOT_TRANSACTED")
        _ = try second.reset(.warm, within: .zero)
        let reset = #expect(throws: TransportError.self) { try first.transmit(select, within: .zero) }
        #expect(reset?.code == .cardReset)
        try first.reconnect(as: .shared, within: .zero)
        guard case .state(let state) = try watch.change(from: nil, for: .zero, within: .zero) else {
            Issue.record("no state")
            return
        }
        #expect(state.isCardPresent && state.isInUse)
        #expect(try watch.change(from: state, for: .milliseconds(20), within: .seconds(1)) == .timedOut)
        watch.cancel()
        // Played, the wait is over before anybody can take it back.
        #expect(try watch.change(from: state, for: .seconds(5), within: .seconds(9)) == .cancelled)
    }

    @Test func bothConnectionsArePlayed() throws {
        let folder = try TemporaryFolder()
        let recording = try recording(folder)
        // Order is held to within a channel alone: here the second connection is asked before the first.
        let replay = Replay(recording)
        let second = try replay.openSecondConnection(.shared, besides: .card)
        let first = try replay.openSmartCardChannel()
        let start = ContinuousClock.now
        try Self.drive(first, second, try replay.openSlotWatch(on: .card))
        #expect(ContinuousClock.now - start < .seconds(1))
        try replay.finish()
    }

    @Test func anotherWayOfConnectingIsNoticed() throws {
        let folder = try TemporaryFolder()
        let replay = Replay(try recording(folder))
        let error = #expect(throws: TransportError.self) { try replay.openSecondConnection(.exclusive, besides: .card) }
        #expect(error?.code == .replayMismatch)
        #expect(error?.detail?.contains("opens a second connection, exclusive") == true, "\(error?.detail ?? "")")
    }

    @Test func aTransactionThatIsNotBegunIsNoticed() throws {
        let folder = try TemporaryFolder()
        let replay = Replay(try recording(folder))
        let first = try replay.openSmartCardChannel()
        let error = #expect(throws: TransportError.self) { try first.transmit(Self.select, within: .zero) }
        #expect(error?.detail?.contains("the begin of a transaction") == true, "\(error?.detail ?? "")")
    }

    @Test func anotherWaitIsNoticed() throws {
        let folder = try TemporaryFolder()
        let watch = try Replay(try recording(folder)).openSlotWatch(on: .card)
        _ = try watch.change(from: nil, for: .zero, within: .zero)
        let other = SlotState(flags: 0x0010, eventCount: 9)
        #expect(throws: TransportError(.replayMismatch, operation: "watch")) {
            try watch.change(from: other, for: .milliseconds(20), within: .seconds(1))
        }
    }

    @Test func whatTheSecondConnectionDidNotDoIsMissed() throws {
        let folder = try TemporaryFolder()
        let recording = try recording(folder)
        let replay = Replay(recording)
        _ = try replay.openSecondConnection(.shared, besides: .card)
        #expect(throws: TransportError.self) { try replay.finish() }
    }

    /// Secrets are left out on a second connection as on the first.
    @Test func theSecondConnectionIsRedacted() throws {
        let folder = try TemporaryFolder()
        let writer = try RecordingWriter(creating: folder.file(), header: Samples.header([.card, Self.second]))
        let daemon = SoftwareDaemon(card: SoftwareCard())
        let second = try RecordingSmartCardChannel(
            wrapping: SoftwareCardChannel(over: daemon, as: .shared),
            writer: writer,
            channel: Self.second
        )
        _ = try second.transmit([0x00, 0x20, 0x00, 0x80, 8] + Array("87654321".utf8), within: .zero)
        try writer.finish()
        #expect(!(try folder.text()).contains("3837363534333231"))
    }

    @Test func whatWasCutOffIsPlayedAsCutOff() throws {
        let folder = try TemporaryFolder()
        let writer = try RecordingWriter(creating: folder.file(), header: Samples.header([.card, Self.second]))
        try writer.append(.opening(.shared), on: Self.second)
        let late = TransportError(.deadlineExceeded, operation: "SCardConnect")
        try writer.recordFailure(late, during: .connect, on: Self.second)
        try writer.finish()
        let replay = Replay(try Recording(reading: folder.file()))
        #expect(throws: late) { try replay.openSecondConnection(.shared, besides: .card) }
        try replay.finish()
    }
}
