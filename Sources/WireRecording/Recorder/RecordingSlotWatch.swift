package import DeviceTransport

/// A watch on a slot that writes down what it hears.
///
/// That a wait is taken back is written as its end alone: when that was asked for is no business of the reader's.
package final class RecordingSlotWatch: SlotWatch {
    private let wrapped: any SlotWatch
    private let recorder: ChannelRecorder

    /// - Throws: `inputOutput` when the recording cannot be written.
    package init(
        wrapping wrapped: any SlotWatch,
        writer: RecordingWriter,
        channel: RecordedChannel
    ) throws(TransportError) {
        self.wrapped = wrapped
        recorder = ChannelRecorder(writer: writer, channel: channel)
        try recorder.write(.connect(RecordedConnection(reader: ReaderName(wrapped.readerName).withoutSerialNumber)))
    }

    package var readerName: String { wrapped.readerName }

    package func change(
        from known: SlotState?,
        for time: Duration,
        within limit: Duration
    ) throws(TransportError) -> SlotChange {
        try recorder.write(.watch(known, milliseconds: time.wholeMilliseconds))
        let change = try recorder.during(.watch) { () throws(TransportError) in
            try wrapped.change(from: known, for: time, within: limit)
        }
        switch change {
        case .state(let state): try recorder.write(.slot(state))
        case .timedOut: try recorder.write(.timeout)
        case .cancelled: try recorder.write(.cancelled)
        }
        return change
    }

    package func cancel() { wrapped.cancel() }

    /// Says that a wait was given up at its deadline and may never come back.
    ///
    /// - Throws: `inputOutput` when the recording cannot be written.
    package func abandon(because error: TransportError) throws(TransportError) {
        try recorder.abandon(because: error)
    }

    package func close() {
        recorder.close()
        wrapped.close()
    }
}
