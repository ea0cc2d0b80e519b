import CTAPMessages
package import DeviceTransport
import Synchronization

/// A report channel that writes down what crosses it.
///
/// The reports of one message are held back until it is complete, so that what may not be written down is refused before
/// any of it is sent, and then written as one event.
package final class RecordingReportChannel: ReportChannel {
    private let wrapped: any ReportChannel
    private let recorder: ChannelRecorder
    private let transcript: Mutex<ReportTranscript>

    /// Begins to record a channel that has just been opened, under one of the names that the writer's header declares.
    ///
    /// What is personal is written as the redaction has it.
    ///
    /// - Throws: `inputOutput` when the recording cannot be written.
    package convenience init(
        wrapping wrapped: any ReportChannel,
        writer: RecordingWriter,
        channel: RecordedChannel = .hid,
        redaction: Redaction = Redaction(),
        keeping kept: KeptTraffic = .ceremonies
    ) throws(TransportError) {
        let transcript = ReportTranscript(redaction: redaction, keeping: kept, told: writer.told)
        try self.init(wrapping: wrapped, writer: writer, channel: channel, transcript: transcript)
    }

    init(
        wrapping wrapped: any ReportChannel,
        writer: RecordingWriter,
        channel: RecordedChannel,
        transcript: ReportTranscript
    ) throws(TransportError) {
        self.wrapped = wrapped
        self.transcript = Mutex(transcript)
        recorder = ChannelRecorder(writer: writer, channel: channel)
        try recorder.write(.connect(RecordedConnection()))
    }

    package var name: String { wrapped.name }

    /// Expects other traffic from the next message on.
    package func keep(_ kept: KeptTraffic) { transcript.withLock { $0.keep(kept) } }

    package func write(_ report: [UInt8], within limit: Duration) throws(TransportError) {
        try settleIncoming()
        let parcel = try transcript.withLock { transcript throws(TransportError) in try transcript.send(report) }
        try send(parcel, within: limit)
    }

    package func read(within limit: Duration) throws(TransportError) -> [UInt8]? {
        try sendUnfinished(within: limit)
        let report = try recorder.during(.read) { () throws(TransportError) in
            do throws(TransportError) {
                return try wrapped.read(within: limit)
            } catch {
                try settleIncoming()
                throw error
            }
        }
        guard let report else {
            try settleIncoming()
            try recorder.write(.timeout)
            return nil
        }
        for event in transcript.withLock({ $0.receive(report) }) { try recorder.write(event) }
        return report
    }

    /// Says that a call on this channel was given up at its deadline and may never come back.
    ///
    /// Called from another thread; nothing that comes later is written.
    ///
    /// - Throws: `inputOutput` when the recording cannot be written.
    package func abandon(because error: TransportError) throws(TransportError) {
        try recorder.abandon(because: error)
    }

    package func close() {
        try? settleIncoming()
        try? sendUnfinished(within: .seconds(1))
        recorder.close()
        wrapped.close()
    }

    /// Sends half a message, once it is clear that the other half will not come.
    private func sendUnfinished(within limit: Duration) throws(TransportError) {
        let parcel = try transcript.withLock { transcript throws(TransportError) in try transcript.drainSent() }
        try send(parcel, within: limit)
    }

    private func send(_ parcel: ReportTranscript.Parcel, within limit: Duration) throws(TransportError) {
        guard !parcel.reports.isEmpty else { return }
        for event in parcel.events { try recorder.write(event) }
        try recorder.during(.write) { () throws(TransportError) in
            for report in parcel.reports { try wrapped.write(report, within: limit) }
        }
    }

    /// Writes down what came of a message that something else has interrupted.
    private func settleIncoming() throws(TransportError) {
        for event in transcript.withLock({ $0.drainReceived() }) { try recorder.write(event) }
    }
}
