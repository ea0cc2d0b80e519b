package import DeviceTransport
import Glibc
import Synchronization

/// Writes one recording, line by line, as things happen.
///
/// Each event goes to the file in one `write` as soon as it is finished, so a killed process leaves a file that ends
/// between two lines, or in the last one. Several channels of one device share a writer.
package final class RecordingWriter: Sendable {
    package let path: String
    /// What its channels have told of people.
    let told = ToldValues()
    private let elapsed: @Sendable () -> Duration
    private let state: Mutex<State>

    private struct State {
        var descriptor: Int32?
        var events = 0
        var lastMilliseconds = 0
        var checksum = CRC32()
        var failure: TransportError?
    }

    /// Creates the file and writes the header.
    ///
    /// `elapsed` is the time since the recording began: the machine's steady clock unless a test says otherwise.
    ///
    /// - Throws: `fileExists` when the file is there already, since a recording is never overwritten; `fileRefused` and
    ///   `inputOutput` when the system will not have it, each with the system's number.
    package init(
        creating path: String,
        header: RecordingHeader,
        elapsed: (@Sendable () -> Duration)? = nil
    ) throws(TransportError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw TransportError("open", file: path, number: errno) }
        self.path = path
        let start = ContinuousClock.now
        self.elapsed = elapsed ?? { start.duration(to: .now) }
        var state = State(descriptor: descriptor)
        do throws(TransportError) {
            try Self.write(header.line, to: &state, path)
        } catch {
            close(descriptor)
            throw error
        }
        self.state = Mutex(state)
    }

    deinit {
        if let descriptor = state.withLock({ $0.descriptor }) { close(descriptor) }
    }

    /// Writes one event.
    ///
    /// - Throws: `inputOutput` when the file takes no more; then, and after ``finish()``, at every further event.
    package func append(_ kind: RecordedEvent.Kind, on channel: RecordedChannel?) throws(TransportError) {
        try state.withLock { state throws(TransportError) in
            try write(kind, on: channel?.id, to: &state)
        }
    }

    /// Writes that a call failed, for the sake of callers that learn it elsewhere than in the channel.
    ///
    /// A call that was abandoned at its deadline never comes back to the recorder; whoever gave up says so here.
    package func recordFailure(
        _ error: TransportError,
        during call: RecordedFailure.Call,
        on channel: RecordedChannel
    ) throws(TransportError) {
        try append(.failure(RecordedFailure(error, during: call)), on: channel)
    }

    /// Writes the `end` event, brings the file to the disk and closes it; a second call does nothing.
    ///
    /// - Throws: `inputOutput` when the end cannot be written; then the recording says that it is incomplete.
    package func finish() throws(TransportError) {
        try state.withLock { state throws(TransportError) in
            guard let descriptor = state.descriptor else { return }
            defer {
                close(descriptor)
                state.descriptor = nil
            }
            try write(.end(events: state.events, checksum: state.checksum.value), on: nil, to: &state)
            guard fsync(descriptor) == 0 || errno == EINVAL else {
                throw TransportError("fsync", file: path, number: errno)
            }
        }
    }

    private func write(
        _ kind: RecordedEvent.Kind,
        on channel: String?,
        to state: inout State
    ) throws(TransportError) {
        if let failure = state.failure { throw failure }
        // Two threads may read the clock in one order and come here in the other.
        state.lastMilliseconds = max(state.lastMilliseconds, elapsed().wholeMilliseconds)
        let event = RecordedEvent(
            number: state.events + 1,
            milliseconds: state.lastMilliseconds,
            channel: channel,
            kind: kind
        )
        try Self.write(event.line, to: &state, path)
        state.events += 1
    }

    private static func write(_ line: [UInt8], to state: inout State, _ path: String) throws(TransportError) {
        guard let descriptor = state.descriptor else {
            throw TransportError(.inputOutput, operation: "write", subject: path, detail: "the recording is finished")
        }
        var rest = line[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let failure = TransportError("write", file: path, number: count < 0 ? errno : ENOSPC)
                state.failure = failure
                throw failure
            }
            rest = rest.dropFirst(count)
        }
        state.checksum.add(line)
    }
}
