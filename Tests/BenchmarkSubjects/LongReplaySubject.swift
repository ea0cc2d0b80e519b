import DeviceTransport
import Glibc
import WireRecording

/// A recording in a file, longer than anybody would hold in memory.
public struct LongReplaySubject: Sendable {
    private let path: String
    private let exchanges: Int
    private static let limit = Duration.seconds(1)
    private static let answer: [UInt8] = (0..<178).map { UInt8($0) } + [0x90, 0x00]

    /// Writes a recording of a card that answers one SELECT again and again.
    ///
    /// - Throws: `inputOutput` when the file cannot be written.
    public init(exchanges: Int, path: String) throws {
        self.path = path
        self.exchanges = exchanges
        let header = RecordingHeader(
            tool: "benchmark",
            capturedAt: UTCTimestamp(secondsSinceEpoch: 0),
            device: RecordedDevice(kind: .reader, name: "reader", usb: nil),
            channels: [.card]
        )
        let writer = try RecordingWriter(creating: path, header: header)
        try writer.append(.connect(RecordedConnection(reader: "reader")), on: .card)
        for _ in 0..<exchanges {
            try writer.append(.apdu(.out, MaskedBytes(CardSubject.command)), on: .card)
            try writer.append(.apdu(.in, MaskedBytes(Self.answer)), on: .card)
        }
        try writer.finish()
    }

    /// Plays the file from its opening to its end, and returns by how many KiB the process grew at most meanwhile.
    ///
    /// - Throws: What the replayer does when the host differs, which would be a mistake in here.
    public func play() throws -> Int {
        let before = Self.residentKiB
        var most = before
        let replay = try Replay(streaming: RecordingSource(path))
        let channel = try replay.openSmartCardChannel()
        for number in 0..<exchanges {
            _ = try channel.transmit(CardSubject.command, within: Self.limit)
            if number.isMultiple(of: 10_000) { most = max(most, Self.residentKiB) }
        }
        try replay.finish()
        return max(0, most - before)
    }

    /// What of the process is in memory, by `/proc/self/statm`; 0 where that cannot be read.
    private static var residentKiB: Int {
        let descriptor = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return 0 }
        defer { close(descriptor) }
        var text = [UInt8](repeating: 0, count: 256)
        let count = read(descriptor, &text, text.count)
        let fields = String(decoding: text.prefix(max(0, count)), as: UTF8.self).split(separator: " ")
        return fields.count > 1 ? (Int(fields[1]) ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE))) / 1024 : 0
    }
}
