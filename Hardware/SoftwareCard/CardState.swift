/// Everything that changes while a card is in use.
struct CardState {
    private let model: CardModel
    var lastReset = SoftwareCard.ResetKind.cold
    var isPresent = true
    var commandCount = 0
    var pin = ReferenceData()
    private var selected: any CardApplication
    private var chain: (first: CommandFields, data: [UInt8])?
    private var waiting: [UInt8] = []

    /// More than any application of ours takes in one command.
    private static let maximumChainedData = 0x10000

    init(model: CardModel) {
        self.model = model
        selected = CardManager()
    }

    mutating func reset(_ kind: SoftwareCard.ResetKind) {
        lastReset = kind
        selected = CardManager()
        chain = nil
        waiting = []
        pin.isVerified = false
    }

    mutating func answer(_ bytes: [UInt8]) -> CardReply {
        guard let command = CommandFields(bytes) else { return .wrongLength }
        guard !command.isExtended || model.acceptsExtendedLength else { return .wrongLength }
        guard let classByte = ClassByte(command.cla) else { return .wrongClass }
        guard classByte.channel == 0 else { return .channelNotSupported }
        guard !classByte.hasSecureMessaging else { return .secureMessagingNotSupported }

        if command.ins == 0xC0, !classByte.isProprietary { return getResponse(command) }
        waiting = []
        switch join(command, isChained: classByte.isChained) {
        case .reply(let reply): return reply
        case .whole(let whole): return deliver(execute(whole, classByte), to: whole)
        }
    }

    private mutating func execute(_ command: CommandFields, _ classByte: ClassByte) -> CardReply {
        guard command.ins == 0xA4, !classByte.isProprietary else {
            return selected.execute(command, isProprietary: classByte.isProprietary, pin: &pin)
        }
        return select(command)
    }

    /// SELECT by application identifier, whole or right-truncated (ISO/IEC 7816-4:2020, 11.2.2).
    private mutating func select(_ command: CommandFields) -> CardReply {
        guard command.p1 == 0x04, [0x00, 0x0C].contains(command.p2) else { return .wrongParameters }
        guard command.data.count <= 16 else { return .wrongData }
        var candidates: [any CardApplication] = [CardManager()]
        if model.hasPIV { candidates.append(PIVApplication()) }
        guard let found = candidates.first(where: { $0.identifier.starts(with: command.data) }) else {
            return .notFound
        }
        selected = found
        pin.isVerified = false
        return command.p2 == 0x0C ? CardReply(CardReply.success) : CardReply(found.selectionAnswer)
    }

    private enum Link {
        case whole(CommandFields)
        case reply(CardReply)
    }

    /// Collects the data of a chain of commands (ISO/IEC 7816-4:2020, 5.4.4).
    private mutating func join(_ command: CommandFields, isChained: Bool) -> Link {
        guard model.acceptsCommandChaining || !isChained else { return .reply(.chainingNotSupported) }
        if let open = chain {
            let continues =
                open.first.ins == command.ins && open.first.p1 == command.p1 && open.first.p2 == command.p2
                && open.first.cla & ~0x10 == command.cla & ~0x10
            guard continues else {
                chain = nil
                return .reply(.lastOfChainExpected)
            }
        }
        let data = (chain?.data ?? []) + command.data
        guard data.count <= Self.maximumChainedData else {
            chain = nil
            return .reply(.wrongLength)
        }
        guard isChained else {
            chain = nil
            return .whole(CommandFields(command, data: data))
        }
        chain = (chain?.first ?? command, data)
        return .reply(CardReply(CardReply.success))
    }

    private mutating func getResponse(_ command: CommandFields) -> CardReply {
        guard command.p1 == 0, command.p2 == 0 else { return .wrongParameters }
        guard command.data.isEmpty, let expected = command.expected else { return .wrongLength }
        guard !waiting.isEmpty else { return .conditionsNotSatisfied }
        return hand(out: waiting, atMost: expected)
    }

    private mutating func deliver(_ reply: CardReply, to command: CommandFields) -> CardReply {
        guard !reply.data.isEmpty else { return reply }
        // A T=0 command carries data in one direction only (ISO/IEC 7816-3:2006, 12.2.5), and no Le asks for nothing yet.
        let mayCarryBoth = model.transmissionProtocol == .t1 || command.data.isEmpty
        guard mayCarryBoth, let expected = command.expected else {
            waiting = reply.data
            return .moreAvailable([], left: waiting.count)
        }
        return hand(out: reply.data, atMost: expected)
    }

    private mutating func hand(out data: [UInt8], atMost expected: Int) -> CardReply {
        if model.transmissionProtocol == .t0, expected > data.count {
            return .wrongExpectedLength(exact: data.count)
        }
        waiting = Array(data.dropFirst(expected))
        let part = Array(data.prefix(expected))
        return waiting.isEmpty ? CardReply(part) : .moreAvailable(part, left: waiting.count)
    }
}
