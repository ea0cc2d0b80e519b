package import DeviceTransport
import Synchronization

/// One run of a recording: every channel of the device, and one fate for all of them.
///
/// The order of events is held to within a channel. Between the channels of one device it is not, since a host may use
/// them from two threads.
package final class Replay: Sendable {
    package let header: RecordingHeader
    private let path: String
    private let scripts: [ReplayScript]
    private let fate = ReplayFate()
    /// How whole the recording is; known at its end where it is read as it is played.
    private let integrity: @Sendable () -> RecordingIntegrity?

    /// Plays a recording that is in memory.
    package init(_ recording: Recording, options: ReplayOptions = ReplayOptions()) {
        let recording = recording.lenient(options.lenientFields)
        header = recording.header
        path = recording.path
        integrity = { [integrity = recording.integrity] in integrity }
        let fate = fate
        scripts = recording.header.channels.map { channel in
            ReplayScript(
                channel: channel,
                place: ReplayPlace(recording.events(on: channel.id)),
                path: recording.path,
                options: options,
                fate: fate
            )
        }
    }

    /// Plays a file while it is read, so that its length does not matter: what was played is forgotten.
    ///
    /// A mistake in the file fails the replay where it stands, and not before.
    ///
    /// - Throws: `RecordingError` for a file that is not there, or has no readable header.
    package init(
        streaming source: RecordingSource,
        options: ReplayOptions = ReplayOptions()
    ) throws(RecordingError) {
        let feed = try EventFeed(source, lenientFields: options.lenientFields)
        let path = source.path
        header = feed.header
        self.path = path
        integrity = { feed.integrity }
        let fate = fate
        scripts = feed.header.channels.map { channel in
            ReplayScript(
                channel: channel,
                place: ReplayPlace(),
                feed: feed,
                path: path,
                options: options,
                fate: fate
            )
        }
    }

    /// Opens a report channel as the recorded host did.
    ///
    /// - Throws: The recorded error, if opening failed then; `replayMismatch` or `recordingExhausted` if the channel was
    ///   not opened here; `noSuchDevice` if the recording has no such channel.
    package func openReportChannel(_ channel: RecordedChannel = .hid) throws(TransportError) -> ReplayingReportChannel {
        try ReplayingReportChannel(try script(of: channel))
    }

    /// Opens a card channel as the recorded host did.
    ///
    /// - Throws: The recorded error, if connecting failed then; `replayMismatch` or `recordingExhausted` if the channel
    ///   was not opened here; `noSuchDevice` if the recording has no such channel.
    package func openSmartCardChannel(
        _ channel: RecordedChannel = .card
    ) throws(TransportError) -> ReplayingSmartCardChannel {
        try ReplayingSmartCardChannel(try script(of: channel))
    }

    /// Opens a second connection beside a card's channel, as the recorded host did.
    ///
    /// - Throws: As ``openSmartCardChannel(_:)``; `replayMismatch` where it was asked for in another way.
    package func openSecondConnection(
        _ mode: ConnectionMode,
        besides channel: RecordedChannel
    ) throws(TransportError) -> ReplayingSmartCardChannel {
        let script = try script(of: channel.secondConnection)
        try script.play(.opening(mode), as: .connect, "opens a second connection, \(mode.sharing.rawValue)")
        return try ReplayingSmartCardChannel(script)
    }

    /// Opens a watch on the slot of a card's channel, as the recorded host did.
    ///
    /// - Throws: As ``openSmartCardChannel(_:)``.
    package func openSlotWatch(on channel: RecordedChannel) throws(TransportError) -> ReplayingSlotWatch {
        try ReplayingSlotWatch(try script(of: channel.slotWatch))
    }

    /// Whether the recording has such a channel, and something happened on it.
    package func has(_ channel: RecordedChannel) -> Bool {
        scripts.contains { $0.channel == channel && !$0.isEmpty }
    }

    /// Makes sure that the whole recording was played.
    ///
    /// - Throws: The first mismatch of the run again; `replayMismatch` naming the first event that was not played;
    ///   `recordingAltered` when the file is not as it was written.
    package func finish() throws(TransportError) {
        try fate.check()
        let unplayed = scripts.compactMap(\.firstUnplayed).min { $0.number < $1.number }
        if let unplayed {
            let detail =
                "event \(unplayed.number), \(unplayed.kind.spelled), was not played: the host stopped before it"
            throw fate.fail(error(detail))
        }
        try scripts.first?.throwIfUnreadable()
        if let integrity = integrity(), case .altered = integrity {
            throw fate.fail(
                TransportError(.recordingAltered, operation: "finish", subject: path, detail: "\(integrity)")
            )
        }
    }

    private func error(_ detail: String) -> TransportError {
        TransportError(.replayMismatch, operation: "finish", subject: path, detail: detail)
    }

    private func script(of channel: RecordedChannel) throws(TransportError) -> ReplayScript {
        guard let script = scripts.first(where: { $0.channel == channel }) else {
            throw TransportError(
                .noSuchDevice,
                operation: "connect",
                subject: path,
                detail: "the recording has no channel `\(channel.id)` of kind `\(channel.kind.rawValue)`"
            )
        }
        return script
    }
}

/// What has become of a replay: fine so far, or failed for good.
final class ReplayFate: Sendable {
    private let failure = Mutex<TransportError?>(nil)
    /// Asked before each step, and nearly always false; so the lock is spared.
    private let hasFailed = Atomic(false)

    func check() throws(TransportError) {
        guard hasFailed.load(ordering: .acquiring) else { return }
        if let failure = failure.withLock(\.self) { throw failure }
    }

    /// Fails the replay; the first failure stays, whatever follows from it.
    func fail(_ error: TransportError) -> TransportError {
        failure.withLock { failure in
            let first = failure ?? error
            failure = first
            hasFailed.store(true, ordering: .releasing)
            return first
        }
    }
}
