import CTAPMessages
import WireRecording

/// Which events of a recording show what a verdict rests on, by their numbers.
struct EventReferences: Hashable, Sendable {
    /// The answer to getInfo: the first CTAPHID_CBOR message from the key.
    private(set) var information: Int?
    /// Where a key answered who vouches for it.
    private(set) var attestation: Int?
    private var cardAnswers: [String: Int] = [:]
    private var beginnings: [String: Int] = [:]
    private var isAskedForAttestation = false

    /// Where a card in a slot answered, or else where the slot was opened.
    func card(on channel: RecordedChannel) -> Int? { cardAnswers[channel.id] ?? beginnings[channel.id] }

    mutating func add(_ event: RecordedEvent) {
        guard let channel = event.channel else { return }
        if beginnings[channel] == nil { beginnings[channel] = event.number }
        switch event.kind {
        case .message(.out, let message) where message.command == .cbor:
            isAskedForAttestation = message.payload.bytes.first == CTAPCommand.makeCredential.rawValue
        case .message(.out, let message) where message.command == .message:
            // U2F_REGISTER (U2F raw messages 1.2, 4.1).
            isAskedForAttestation = message.payload.bytes.dropFirst().first == 0x01
        case .message(.in, let message) where message.command == .cbor || message.command == .message:
            if message.command == .cbor, information == nil { information = event.number }
            if isAskedForAttestation { attestation = event.number }
        case .apdu(.in, _):
            if cardAnswers[channel] == nil { cardAnswers[channel] = event.number }
        default: break
        }
    }
}
