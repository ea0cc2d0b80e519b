import DeviceTransport
import Synchronization

/// The writing side that both recorders share: one channel's events, and the call that is under way.
///
/// Nothing here is locked while a device is waited for, so that a call that never comes back holds up nobody.
final class ChannelRecorder: Sendable {
    private let writer: RecordingWriter
    private let channel: RecordedChannel
    private let state = Mutex(State())

    private struct State {
        var call: RecordedFailure.Call?
        var isSealed = false
    }

    init(writer: RecordingWriter, channel: RecordedChannel) {
        self.writer = writer
        self.channel = channel
    }

    func write(_ event: RecordedEvent.Kind) throws(TransportError) {
        try state.withLock { state throws(TransportError) in
            if !state.isSealed { try writer.append(event, on: channel) }
        }
    }

    /// Makes a call on the device and writes down its failure.
    ///
    /// A call that was cancelled says nothing of the device, and whatever comes after it would be played without it: the
    /// channel's record stops there.
    func during<Value>(
        _ call: RecordedFailure.Call,
        _ body: () throws(TransportError) -> Value
    ) throws(TransportError) -> Value {
        state.withLock { $0.call = call }
        defer { state.withLock { $0.call = nil } }
        do throws(TransportError) {
            return try body()
        } catch {
            if error.code == .cancelled {
                state.withLock { $0.isSealed = true }
            } else {
                try write(.failure(RecordedFailure(error, during: call)))
            }
            throw error
        }
    }

    /// Writes that the call under way was given up, and nothing after it.
    func abandon(because error: TransportError) throws(TransportError) {
        try state.withLock { state throws(TransportError) in
            guard !state.isSealed else { return }
            state.isSealed = true
            guard let call = state.call else { return }
            try writer.append(.failure(RecordedFailure(error, during: call)), on: channel)
        }
    }

    /// Writes that the channel was closed; a second call does nothing.
    func close() {
        state.withLock { state in
            guard !state.isSealed else { return }
            state.isSealed = true
            // The device has to be let go of even when the disk is full; the writer's `finish` reports that.
            try? writer.append(.close, on: channel)
        }
    }
}
