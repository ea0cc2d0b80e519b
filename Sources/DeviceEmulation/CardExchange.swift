import ISO7816
import WireRecording

/// One recorded command with its answer, and what held when it was sent.
struct CardExchange {
    /// The name by which the last application was selected; `nil` after a reset.
    let selection: [UInt8]?
    let command: MaskedBytes
    let answer: [UInt8]
    /// What the recorded host fetched of this answer with GET RESPONSE.
    private(set) var rest: [UInt8] = []
    /// The status word after the last of it.
    private(set) var lastStatus: [UInt8] = []

    /// The exchanges of a channel, commands without an answer left out.
    static func all(in events: [RecordedEvent]) -> [CardExchange] {
        var exchanges: [CardExchange] = []
        var selection: [UInt8]?
        var pending: MaskedBytes?
        for event in events {
            switch event.kind {
            case .connect, .reset:
                selection = nil
                pending = nil
            case .apdu(.out, let command):
                pending = command
            case .apdu(.in, let answer):
                guard let command = pending, answer.bytes.count >= 2 else { continue }
                pending = nil
                exchanges.append(CardExchange(selection: selection, command: command, answer: answer.bytes))
                if let name = selectedName(command.bytes), succeeds(answer.bytes) { selection = name }
            default:
                pending = nil
            }
        }
        for index in exchanges.indices { exchanges[index].collectRest(from: exchanges[(index + 1)...]) }
        return exchanges
    }

    private init(selection: [UInt8]?, command: MaskedBytes, answer: [UInt8]) {
        self.selection = selection
        self.command = command
        self.answer = answer
    }

    /// The name that a command selects by; `nil` for every other command.
    static func selectedName(_ command: [UInt8]) -> [UInt8]? {
        guard command.count > 4, command[1] == Instruction.select.rawValue, command[2] == 0x04 else { return nil }
        return try? CommandAPDU(parsing: command).data
    }

    /// `9000`, or `61xx` with an answer to be fetched.
    static func succeeds(_ answer: [UInt8]) -> Bool {
        answer.count >= 2 && (answer.suffix(2) == [0x90, 0x00] || answer[answer.count - 2] == 0x61)
    }

    static func isGetResponse(_ command: [UInt8]) -> Bool {
        command.count == 5 && command[0] & 0x80 == 0 && command[1] == Instruction.getResponse.rawValue
    }

    private mutating func collectRest(from following: ArraySlice<CardExchange>) {
        guard answer[answer.count - 2] == 0x61 else { return }
        for exchange in following {
            guard Self.isGetResponse(exchange.command.bytes) else { return }
            rest += exchange.answer.dropLast(2)
            lastStatus = exchange.answer.suffix(2)
            guard exchange.answer[exchange.answer.count - 2] == 0x61 else { return }
        }
    }

    /// Whether a live command is this one, masked bytes aside.
    func isAsked(by live: [UInt8]) -> Bool {
        guard live.count == command.bytes.count else { return false }
        return zip(live.indices, command.bytes).allSatisfy { live[$0] == $1 || isMasked($0) }
    }

    /// Whether a live command differs from this one at most in how long an answer it wants.
    func isAskedOtherwise(by live: CommandAPDU) -> Bool {
        guard command.masks.isEmpty, let own = try? CommandAPDU(parsing: command.bytes) else { return false }
        return own.lengthForm == live.lengthForm && own.data == live.data && own.instruction == live.instruction
            && own.instructionClass == live.instructionClass && own.p1 == live.p1 && own.p2 == live.p2
    }

    private func isMasked(_ position: Int) -> Bool { command.masks.contains { $0.range.contains(position) } }
}
