package import DeviceTransport
import Synchronization

/// One run of a recording: every channel of the device, and one fate for all of them.
///
/// The order of events is held to within a channel. Between the channels of one device it is not, since a host may use
/// them from two threads.
package final class Replay: Sendable {
    package let recording: Recording
    private let scripts: [ReplayScript]
    private let fate = ReplayFate()

    package init(_ recording: Recording, options: ReplayOptions = ReplayOptions()) {
        self.recording = recording
        let fate = fate
        scripts = recording.header.channels.map { channel in
            ReplayScript(
                channel: channel,
                events: recording.events(on: channel.id),
                path: recording.path,
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

    /// Whether the recording has such a channel, and something happened on it.
    package func has(_ channel: RecordedChannel) -> Bool {
        scripts.contains { $0.channel == channel && !$0.events.isEmpty }
    }

    /// Makes sure that the whole recording was played.
    ///
    /// - Throws: The first mismatch of the run again; `replayMismatch` naming the first event that was not played, or
    ///   saying that the file is not as it was written.
    package func finish() throws(TransportError) {
        try fate.check()
        let unplayed = scripts.compactMap(\.firstUnplayed).min { $0.number < $1.number }
        if let unplayed {
            let detail =
                "event \(unplayed.number), \(unplayed.kind.spelled), was not played: the host stopped before it"
            throw fate.fail(error(detail))
        }
        if case .altered = recording.integrity { throw fate.fail(error("\(recording.integrity)")) }
    }

    private func error(_ detail: String) -> TransportError {
        TransportError(.replayMismatch, operation: "finish", subject: recording.path, detail: detail)
    }

    private func script(of channel: RecordedChannel) throws(TransportError) -> ReplayScript {
        guard let script = scripts.first(where: { $0.channel == channel }) else {
            throw TransportError(
                .noSuchDevice,
                operation: "connect",
                subject: recording.path,
                detail: "the recording has no channel `\(channel.id)` of kind `\(channel.kind.rawValue)`"
            )
        }
        return script
    }
}

/// What has become of a replay: fine so far, or failed for good.
final class ReplayFate: Sendable {
    private let failure = Mutex<TransportError?>(nil)

    func check() throws(TransportError) {
        if let failure = failure.withLock(\.self) { throw failure }
    }

    /// Fails the replay; the first failure stays, whatever follows from it.
    func fail(_ error: TransportError) -> TransportError {
        failure.withLock { failure in
            failure = failure ?? error
            return failure ?? error
        }
    }
}
