import DeviceTransport

extension ReplayScript {
    /// Plays a question that has to be equal as a whole.
    func play(
        _ question: RecordedEvent.Kind,
        as call: RecordedFailure.Call,
        _ action: String
    ) throws(TransportError) {
        let event = try peek()
        guard event?.kind == question else {
            try throwFailure(of: call)
            throw mismatch(at: event, action, operation: call.rawValue)
        }
        advance()
    }

    /// Plays what came back: the recorded failure, or what `read` finds in the event.
    func answer<Value>(
        to call: RecordedFailure.Call,
        within limit: Duration,
        _ read: (RecordedEvent.Kind) -> Value?
    ) throws(TransportError) -> Value {
        keepPace(within: limit)
        try throwFailure(of: call)
        let event = try peek()
        guard let event, let value = read(event.kind) else {
            throw mismatch(at: event, "waits for an answer", operation: call.rawValue)
        }
        advance()
        return value
    }
}
