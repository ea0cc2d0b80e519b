import CTAPMessages
import DeviceTransport
import Reports
import WireRecording

/// What has to be known of a recording before and after it is played, found by reading it once from end to end.
///
/// Its length does not matter: no event is kept.
struct RecordingOverview: Sendable {
    let source: RecordingSource
    let header: RecordingHeader
    let integrity: RecordingIntegrity
    let conversation: Conversation
    let references: EventReferences
    /// Whether the host sent a PIN, of which nothing is left but that it did.
    let usesPIN: Bool
    /// Whether the host had the key sign with a credential.
    let usesCredential: Bool

    var path: String { source.path }

    /// What is amiss with it, as in `incomplete: there is no end event …`; nil for a whole one.
    var flaw: String? { integrity == .complete ? nil : integrity.description }

    /// The error of a replay, with what its own checksum says of the recording first: where that does not hold, a request
    /// that differs is no fault of the program's.
    func blaming(_ error: TransportError) -> TransportError {
        let error = error.adding(subject: path)
        guard integrity.isAltered, [.replayMismatch, .recordingExhausted, .malformed].contains(error.code) else {
            return error
        }
        return TransportError(
            .recordingAltered,
            operation: error.operation,
            subject: path,
            detail: "\(integrity); \(error.detail ?? error.code.meaning)"
        )
    }

    /// - Throws: `RecordingError` with line and column for what is no recording; one that is incomplete or was edited says
    ///   so in its ``integrity``.
    init(reading source: RecordingSource) throws(RecordingError) {
        let reader = try source.reader()
        var references = EventReferences()
        var conversation = ConversationGathering()
        var usesPIN = false
        var usesCredential = false
        while let event = try reader.next() {
            references.add(event)
            conversation.add(event)
            guard case .message(.out, let message) = event.kind, message.command == .cbor else { continue }
            if message.payload.mask(.pinHash) != nil { usesPIN = true }
            if message.payload.bytes.first == CTAPCommand.getAssertion.rawValue { usesCredential = true }
        }
        self.source = source
        header = reader.header
        integrity = reader.integrity ?? .incomplete(.noEnd)
        self.conversation = conversation.conversation(by: reader.header)
        self.references = references
        self.usesPIN = usesPIN
        self.usesCredential = usesCredential
    }
}
