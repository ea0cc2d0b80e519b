import CTAPMessages
import DeviceTransport
import Glibc
import Synchronization

/// The events of one channel, and how far they have been played.
final class ReplayScript: Sendable {
    let channel: RecordedChannel
    let path: String
    let options: ReplayOptions
    private let feed: EventFeed?
    private let fate: ReplayFate
    private let place: Mutex<ReplayPlace>
    /// When something was played last.
    private let lastMoment = Mutex<ContinuousClock.Instant>(.now)

    /// The given place has all events of the channel, or the feed brings them.
    init(
        channel: RecordedChannel,
        place: ReplayPlace,
        feed: EventFeed? = nil,
        path: String,
        options: ReplayOptions = ReplayOptions(),
        fate: ReplayFate
    ) {
        self.channel = channel
        self.place = Mutex(place)
        self.feed = feed
        self.path = path
        self.options = options
        self.fate = fate
    }

    /// The same events from the same place on, with a fate of their own; of a recording in memory, since a feed hands each
    /// event out once.
    func forked() -> ReplayScript {
        precondition(feed == nil, "a replay from a file cannot be forked")
        return ReplayScript(
            channel: channel,
            place: place.withLock(\.self),
            path: path,
            options: options,
            fate: ReplayFate()
        )
    }

    private func event(at index: Int) -> RecordedEvent? {
        place.withLock { $0.event(at: index, of: channel.id, from: feed) }
    }

    private var position: Int { place.withLock(\.position) }

    /// The name of a replayed device: what a person types to get it.
    var name: String { "replay:\(path)" }

    /// Fails again, once the replay has failed.
    func throwIfFailed() throws(TransportError) { try fate.check() }

    /// The next event; `nil` after the last.
    ///
    /// - Throws: The failure of the replay, once it has failed.
    func peek() throws(TransportError) -> RecordedEvent? {
        try fate.check()
        if let event = place.withLock({ $0.event(at: $0.position, of: channel.id, from: feed) }) { return event }
        try throwIfUnreadable()
        return nil
    }

    /// The status that answers the request which comes next; `nil` where there is no answer to it.
    var nextStatus: CTAPStatus? {
        var index = position
        guard case .message(.out, let request)? = event(at: index)?.kind else { return nil }
        while true {
            index += 1
            guard let event = event(at: index) else { return nil }
            guard case .message(let direction, let message) = event.kind, message.channel == request.channel else {
                continue
            }
            switch direction {
            case .in: return message.payload.bytes.first.map(CTAPStatus.init(rawValue:))
            case .out where message.command == .cancel: continue
            case .out: return nil
            }
        }
    }

    /// Whether the host will cancel before the next answer, whatever the device still says until then.
    var cancelPosition: Int? {
        var index = position
        while true {
            switch event(at: index)?.kind {
            case .keepAlive, .timeout: index += 1
            case .message(.out, let message): return message.command == .cancel ? index : nil
            default: return nil
            }
        }
    }

    /// Leaves out what the device said before the host cancelled, since a live host may do so sooner.
    func skip(to index: Int) {
        place.withLock { $0.move(to: index, from: feed) }
    }

    /// Waits for a live host that has yet to cancel, where the recorded one did so next.
    ///
    /// Nothing is locked meanwhile, since the CANCEL comes from another thread.
    ///
    /// - Returns: Whether the next event may be played; `false` when the limit has passed before.
    func waitForCancel(within limit: Duration) -> Bool {
        let start = position
        guard case .message(.out, let message)? = event(at: start)?.kind, message.command == .cancel else {
            return true
        }
        let end = ContinuousClock.now + limit
        while ContinuousClock.now < end {
            if position != start { return true }
            usleep(1000)
        }
        return false
    }

    /// Whether the recorded host closed the channel here, and the live one need not be waited for: its time is over too.
    var isGivenUpHere: Bool {
        !options.waitsForCancel && event(at: position)?.kind == .close
    }

    /// Whether the recorded host gave up here on a key of U2F, which is asked again until somebody touches it.
    var isTouchGivenUpHere: Bool {
        guard isGivenUpHere, case .message(.in, let answer)? = last?.kind else { return false }
        // SW_CONDITIONS_NOT_SATISFIED (U2F raw messages 1.2, 3.3).
        return answer.command == .message && answer.payload.bytes.suffix(2) == [0x69, 0x85]
    }

    func advance() {
        place.withLock { $0.move(to: $0.position + 1, from: feed) }
        if options.speed == .real { lastMoment.withLock { $0 = .now } }
    }

    /// Where the recorded pace is kept, waits until the device did what comes next, or until the limit.
    ///
    /// Nothing is locked meanwhile: a host may cancel from another thread, and then the wait is over.
    func keepPace(within limit: Duration) {
        guard options.speed == .real else { return }
        let start = position
        guard let event = event(at: start), event.isOfDevice else { return }
        let pause = Duration.milliseconds(max(0, event.milliseconds - (last?.milliseconds ?? 0)))
        let due = min(lastMoment.withLock(\.self) + pause, .now + limit)
        while position == start {
            let rest = due - .now
            guard rest > .zero else { return }
            usleep(UInt32(min(rest, .milliseconds(5)) / .microseconds(1)))
        }
    }

    /// The event that was played last.
    var last: RecordedEvent? { place.withLock(\.last) }

    /// Whether nothing ever happened on the channel.
    var isEmpty: Bool { position == 0 && event(at: 0) == nil }

    /// The first event that was not played, closings at the end left out.
    var firstUnplayed: RecordedEvent? {
        let first = event(at: position)
        var index = position
        while let event = event(at: index) {
            if event.kind != .close { return first }
            index += 1
        }
        return nil
    }

    /// Fails the replay where the file went wrong.
    func throwIfUnreadable() throws(TransportError) {
        guard let failure = feed?.failure else { return }
        throw fail(.malformed, "replay", failure.description)
    }

    /// Plays the opening of the channel.
    func connect() throws(TransportError) -> RecordedConnection {
        let event = try peek()
        if case .connect(let connection)? = event?.kind {
            advance()
            return connection
        }
        try throwFailure(of: .connect)
        throw mismatch(at: event, "opens the channel", operation: "connect")
    }

    /// Plays the closing of the channel where it stands here; elsewhere the next call or `finish` will complain.
    func close() {
        if let event = try? peek(), event.kind == .close { advance() }
    }

    /// Throws the recorded failure of a call, if it comes next.
    ///
    /// A device that was given up at a deadline stays so: there is nothing recorded after it, and the host of then saw
    /// nothing more either.
    func throwFailure(of call: RecordedFailure.Call) throws(TransportError) {
        if let event = try peek() {
            guard case .failure(let failure) = event.kind, failure.call == call else { return }
            advance()
            throw failure.error(subject: name)
        }
        if case .failure(let failure)? = last?.kind, failure.code == .deadlineExceeded {
            throw failure.error(subject: name)
        }
    }

    /// Fails the replay since the host does something else than the recorded one did.
    func mismatch(at event: RecordedEvent?, _ action: String, operation: String) -> TransportError {
        guard let event else {
            let number = place.withLock(\.lastNumber)
            let detail = "the host \(action) after event \(number), the last of channel `\(channel.id)`"
            return fail(.recordingExhausted, operation, detail)
        }
        let wanted = event.kind.spelled
        return fail(.replayMismatch, operation, "event \(event.number) is \(wanted), and the host \(action)")
    }

    /// Fails the replay for good.
    func fail(_ code: TransportError.Code, _ operation: String, _ detail: String) -> TransportError {
        let whose = options.context.map { "\($0): " } ?? ""
        return fate.fail(TransportError(code, operation: operation, subject: path, detail: whose + detail))
    }
}

extension RecordedEvent {
    /// Whether the device did this, so that a host had to wait for it.
    fileprivate var isOfDevice: Bool {
        switch kind {
        case .message(.in, _), .keepAlive, .report(.in, _), .timeout, .apdu(.in, _), .answerToReset, .value, .failure,
            .done, .slot, .cancelled:
            true
        default: false
        }
    }
}
