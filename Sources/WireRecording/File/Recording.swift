/// A whole recording in memory, ready to be played.
package struct Recording: Sendable {
    /// More than a day of keep-alives, and an end to what a hostile file can make us hold.
    static let maximumEvents = 1_000_000
    /// Payload bytes held at most.
    static let maximumBytes = 256 << 20

    package let path: String
    package let header: RecordingHeader
    package let events: [RecordedEvent]
    package let integrity: RecordingIntegrity

    package init(path: String, header: RecordingHeader, events: [RecordedEvent], integrity: RecordingIntegrity) {
        self.path = path
        self.header = header
        self.events = events
        self.integrity = integrity
    }

    /// Reads a file to its end.
    ///
    /// An incomplete recording opens and says so in ``integrity``; so does one that was edited.
    ///
    /// - Throws: ``RecordingError`` with line and column for everything else.
    package init(reading path: String) throws(RecordingError) {
        try self.init(RecordingReader(path: path))
    }

    /// Reads a recording in memory, as ``init(reading:)`` reads a file; messages call it by its path.
    ///
    /// - Throws: as that does.
    package init(bytes: [UInt8], path: String) throws(RecordingError) {
        try self.init(RecordingReader(bytes: bytes, path: path))
    }

    private init(_ reader: RecordingReader) throws(RecordingError) {
        var events: [RecordedEvent] = []
        var bytes = 0
        while let event = try reader.next() {
            bytes += event.kind.byteCount
            guard events.count < Self.maximumEvents, bytes <= Self.maximumBytes else {
                throw RecordingError(
                    .tooLarge,
                    path: reader.path,
                    line: event.number + 1,
                    problem: "there are too many events"
                )
            }
            events.append(event)
        }
        self.init(
            path: reader.path,
            header: reader.header,
            events: events,
            integrity: reader.integrity ?? .incomplete(.noEnd)
        )
    }

    /// The events that the named channel's player serves or expects, in order.
    package func events(on channel: String) -> [RecordedEvent] { events.filter { $0.channel == channel } }
}

extension RecordedEvent.Kind {
    fileprivate var byteCount: Int {
        switch self {
        case .message(_, let message): message.payload.bytes.count
        case .report(_, let bytes), .apdu(_, let bytes), .value(let bytes): bytes.bytes.count
        case .answerToReset(let bytes), .control(_, let bytes): bytes.count
        default: 0
        }
    }
}
