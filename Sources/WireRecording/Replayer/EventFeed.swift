import Synchronization

/// A recording in a file, read no further than somebody has come in it.
///
/// Its channels are played each at a pace of its own. What is read on the way to one channel's next event is held for the
/// others, up to the number that a recording in memory may have.
final class EventFeed: Sendable {
    let header: RecordingHeader
    private let lenientFields: Set<LenientField>
    private let state: Mutex<State>

    private struct State {
        let reader: RecordingReader
        var held: [String: Queue] = [:]
        var heldCount = 0
        var failure: RecordingError?
    }

    /// First in, first out, without moving what is left at each step.
    private struct Queue {
        private var events: [RecordedEvent] = []
        private var next = 0

        mutating func append(_ event: RecordedEvent) { events.append(event) }

        mutating func popFirst() -> RecordedEvent? {
            guard next < events.count else { return nil }
            defer {
                next += 1
                if next > 1024, next * 2 > events.count {
                    events.removeFirst(next)
                    next = 0
                }
            }
            return events[next]
        }
    }

    /// - Throws: `RecordingError` for a file that is not there, or has no readable header.
    init(_ source: RecordingSource, lenientFields: Set<LenientField>) throws(RecordingError) {
        let reader = try source.reader()
        self.lenientFields = lenientFields
        header = reader.header
        state = Mutex(State(reader: reader))
    }

    /// What is wrong with the file; then no more events come.
    var failure: RecordingError? { state.withLock(\.failure) }

    /// Known when a channel has come to its end.
    var integrity: RecordingIntegrity? { state.withLock { $0.reader.integrity } }

    /// The next event of a channel that was not handed out before; `nil` at the end, and after a failure.
    func next(on channel: String) -> RecordedEvent? {
        state.withLock { state in
            if let event = state.held[channel]?.popFirst() {
                state.heldCount -= 1
                return event
            }
            while state.failure == nil {
                do throws(RecordingError) {
                    guard let event = try state.reader.next()?.lenient(lenientFields) else { return nil }
                    if event.channel == channel { return event }
                    // What concerns the bench is played by nobody.
                    guard let other = event.channel else { continue }
                    state.held[other, default: Queue()].append(event)
                    state.heldCount += 1
                    guard state.heldCount <= Recording.maximumEvents else {
                        let problem = "channel `\(other)` is so far behind `\(channel)` that too many events are held"
                        throw RecordingError(
                            .tooLarge,
                            path: state.reader.path,
                            line: event.number + 1,
                            problem: problem
                        )
                    }
                } catch {
                    state.failure = error
                }
            }
            return nil
        }
    }
}
