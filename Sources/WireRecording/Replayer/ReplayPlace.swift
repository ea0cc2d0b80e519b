/// How far the events of one channel have been played, and those events that are still of interest.
struct ReplayPlace {
    /// Events that are kept although they were played; more are thrown away at one go.
    private static let slack = 1024

    private(set) var position = 0
    /// The position of the first event that is held.
    private var start = 0
    private var held: [RecordedEvent]

    /// All events of a channel; none yet where they come from a feed.
    init(_ events: [RecordedEvent] = []) {
        held = events
    }

    /// The event at a position, read from the feed as far as that takes; `nil` behind the last, and for those forgotten.
    mutating func event(at index: Int, of channel: String, from feed: EventFeed?) -> RecordedEvent? {
        guard index >= start else { return nil }
        while index - start >= held.count {
            guard let feed, let event = feed.next(on: channel) else { return nil }
            held.append(event)
        }
        return held[index - start]
    }

    /// Goes on; with a feed, what lies behind is forgotten but for the event that was played last.
    mutating func move(to index: Int, from feed: EventFeed?) {
        position = index
        guard feed != nil, index - start > Self.slack else { return }
        let count = min(index - 1 - start, held.count)
        held.removeFirst(count)
        start += count
    }

    /// The event that was played last.
    var last: RecordedEvent? {
        held.indices.contains(position - 1 - start) ? held[position - 1 - start] : nil
    }

    /// The number of the last event that is known; of the channel's last, when somebody has looked behind it.
    var lastNumber: Int { held.last?.number ?? 0 }
}
