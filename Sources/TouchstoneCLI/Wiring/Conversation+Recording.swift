import CTAPMessages
import ISO7816
import Reports
import WireRecording

extension Conversation {
    /// The commands of a recording, each with the time until its answer.
    init(_ recording: Recording) {
        var pending: [String: (command: String, at: Int)] = [:]
        var exchanges: [Exchange] = []
        for event in recording.events {
            guard let channel = event.channel else { continue }
            if let command = event.command {
                pending[channel] = (command, event.milliseconds)
            } else if event.isAnswer, let request = pending.removeValue(forKey: channel) {
                exchanges.append(
                    Exchange(command: request.command, at: request.at, took: event.milliseconds - request.at)
                )
            }
        }
        self.init(
            capturedAt: recording.header.capturedAt.description,
            tool: recording.header.tool,
            milliseconds: recording.events.last?.milliseconds ?? 0,
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
