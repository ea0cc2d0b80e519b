import CTAPMessages
import WireRecording

/// One recorded CTAPHID message with what the key sent because of it.
struct KeyExchange {
    let command: CTAPHIDCommand
    let payload: MaskedBytes
    /// The statuses of the keep-alives before the answer.
    private(set) var keepAlives: [UInt8] = []
    private(set) var answer: RecordedMessage?

    /// Whether nothing in it was made for one conversation: no PIN ceremony, no key, no token.
    var isRepeatable: Bool { payload.masks.isEmpty && answer.map { $0.payload.masks.isEmpty } ?? false }

    /// The exchanges of a channel, those without an answer left out.
    static func all(in events: [RecordedEvent]) -> [KeyExchange] {
        var exchanges: [KeyExchange] = []
        var open: (exchange: KeyExchange, channel: RecordedChannelID)?
        for event in events {
            switch event.kind {
            case .message(.out, let message):
                open = (KeyExchange(command: message.command, payload: message.payload), message.channel)
            case .keepAlive(let channel, let status):
                if open?.channel == channel { open?.exchange.keepAlives.append(status) }
            case .message(.in, let message):
                guard var answered = open?.exchange, open?.channel == message.channel else { continue }
                answered.answer = message
                exchanges.append(answered)
                open = nil
            default:
                continue
            }
        }
        return exchanges
    }

    private init(command: CTAPHIDCommand, payload: MaskedBytes) {
        self.command = command
        self.payload = payload
    }
}
