import DeviceTransport
import ISO7816
import PCSCDriver
import SafetyGuard
import ThreadExecutor
import WireRecording

/// A card in the first reader of the daemon that the environment names, reached in the ways that are compared.
public final class CardSubject: Sendable {
    /// What stands between the caller and libpcsclite.
    public enum Way: Sendable {
        case plain
        case guarded
        case recorded
    }

    /// Selects PIV: a command with a body, answered in one go, that a guard lets pass and a recorder writes whole.
    public static let command: [UInt8] = [0x00, 0xA4, 0x04, 0x00, 0x05, 0xA0, 0x00, 0x00, 0x03, 0x08, 0x00]

    private let thread: DeviceThread
    private let plain: PCSCChannel
    private let guarded: GuardedSmartCardChannel
    private let recorded: RecordingSmartCardChannel
    private static let limit = Duration.seconds(5)

    private init(
        _ thread: DeviceThread,
        _ plain: PCSCChannel,
        _ guarded: GuardedSmartCardChannel,
        _ recorded: RecordingSmartCardChannel
    ) {
        self.thread = thread
        self.plain = plain
        self.guarded = guarded
        self.recorded = recorded
    }

    /// Connects to the card, on a thread that is made for it.
    ///
    /// - Throws: What the driver throws, and `inputOutput` when the recording cannot be created.
    public static func open(recordingInto path: String) async throws -> CardSubject {
        guard let reader = try await PCSCReaders.states(within: limit).first?.name else {
            throw TransportError(.noSuchDevice, operation: "SCardListReaders", subject: "the first reader")
        }
        let thread = try DeviceThread(name: "benchmark")
        return try await thread.run("open") { try CardSubject(reader, on: thread, path) }
    }

    private convenience init(_ reader: String, on thread: DeviceThread, _ path: String) throws {
        let channel = try PCSCChannel.open(reader: reader, on: thread, within: Self.limit)
        let header = RecordingHeader(
            tool: "benchmark",
            capturedAt: UTCTimestamp(secondsSinceEpoch: 0),
            device: RecordedDevice(kind: .reader, name: "reader", usb: nil),
            channels: [.card]
        )
        let writer = try RecordingWriter(creating: path, header: header)
        self.init(
            thread,
            channel,
            GuardedSmartCardChannel(wrapping: channel, allowing: .d0),
            try RecordingSmartCardChannel(wrapping: channel, writer: writer)
        )
    }

    /// Runs `body` on the thread that owns the card.
    public func onThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await thread.run("benchmark") { try body() }
    }

    /// The nanoseconds that each of `count` exchanges takes; called on the card's thread.
    public func laps(_ way: Way, _ count: Int) throws -> [UInt64] {
        let channel: any SmartCardChannel =
            switch way {
            case .plain: plain
            case .guarded: guarded
            case .recorded: recorded
            }
        return try Stopwatch.laps(count) {
            let answer = try channel.transmit(Self.command, within: Self.limit)
            guard answer.suffix(2) == [0x90, 0x00] else {
                throw TransportError(.malformed, operation: "SCardTransmit", subject: channel.readerName)
            }
        }
    }
}
