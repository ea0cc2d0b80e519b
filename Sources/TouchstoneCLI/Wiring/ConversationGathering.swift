import CTAPMessages
import ISO7816
import Reports
import WireRecording

/// The commands of a recording, each with the time until its answer, gathered as its events come.
struct ConversationGathering {
    private var pending: [String: (command: String, at: Int)] = [:]
    private var exchanges: [Conversation.Exchange] = []
    private var count = 0
    private var milliseconds = 0

    mutating func add(_ event: RecordedEvent) {
        milliseconds = event.milliseconds
        guard let channel = event.channel else { return }
        if let command = event.command {
            pending[channel] = (command, event.milliseconds)
        } else if event.isAnswer, let request = pending.removeValue(forKey: channel) {
            count += 1
            guard exchanges.count < Conversation.exchangeLimit else { return }
            exchanges.append(
                Conversation.Exchange(
                    command: request.command,
                    at: request.at,
                    took: event.milliseconds - request.at
                )
            )
        }
    }

    func conversation(by header: RecordingHeader) -> Conversation {
        Conversation(
            capturedAt: header.capturedAt.description,
            tool: header.tool,
            milliseconds: milliseconds,
            exchangeCount: count,
            exchanges: exchanges
        )
    }
}

extension RecordedEvent {
    /// What was asked, where this asks something.
    fileprivate var command: String? {
        switch kind {
        case .message(.out, let message):
            if message.command == .cbor, let first = message.payload.bytes.first {
                CTAPCommand(rawValue: first).name
            } else {
                message.command.name
            }
        case .apdu(.out, let bytes):
            bytes.bytes.count > 1
                ? Instruction(rawValue: bytes.bytes[1]).name ?? "INS \(String(bytes.bytes[1], radix: 16))" : "APDU"
        case .attribute: "SCardGetAttrib"
        case .control: "SCardControl"
        case .reset: "reset"
        default: nil
        }
    }

    fileprivate var isAnswer: Bool {
        switch kind {
        case .message(.in, _), .apdu(.in, _), .value, .answerToReset, .failure: true
        default: false
        }
    }
}
