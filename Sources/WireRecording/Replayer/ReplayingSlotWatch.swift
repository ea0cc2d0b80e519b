package import DeviceTransport

/// A watch on a slot that hears what was heard when the recording was made, without the time that it took.
package final class ReplayingSlotWatch: SlotWatch {
    private let script: ReplayScript
    package let readerName: String

    init(_ script: ReplayScript) throws(TransportError) {
        self.script = script
        readerName = try script.connect().reader ?? script.name
    }

    package func change(
        from known: SlotState?,
        for time: Duration,
        within limit: Duration
    ) throws(TransportError) -> SlotChange {
        let question = RecordedEvent.Kind.watch(known, milliseconds: time.wholeMilliseconds)
        try script.play(question, as: .watch, "waits for a change of the slot")
        return try script.answer(to: .watch, within: limit) { kind in
            switch kind {
            case .slot(let state): .state(state)
            case .timeout: .timedOut
            case .cancelled: .cancelled
            default: nil
            }
        }
    }

    /// The recorded wait is over before anybody could take it back.
    package func cancel() {}

    package func close() { script.close() }
}
