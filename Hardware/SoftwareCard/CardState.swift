/// Everything that changes while a card is in use.
struct CardState {
    private let model: CardModel
    private let faults: Set<CardFault>
    var isPresent = true
    var commandCount = 0
    private(set) var secrets: CardSecrets
    private(set) var answerToReset: [UInt8]
    private var resetCount = 0
    private var directory: ApplicationDirectory
    private var chain: (first: CommandFields, data: [UInt8])?
    private var waiting: [UInt8] = []

    /// More than any application of ours takes in one command.
    private static let maximumChainedData = 0x10000

    init(model: CardModel, faults: Set<CardFault>) {
        self.model = model
        self.faults = faults
        secrets = CardSecrets(tries: model.pinTries)
        directory = ApplicationDirectory(model: model, faults: faults)
        answerToReset = faults.spoil(model.answerToReset)
    }

    mutating func reset(_ kind: SoftwareCard.ResetKind) {
        resetCount += 1
        let isOther =
            kind == .warm && faults.contains(.warmDiffersFromCold)
            || resetCount.isMultiple(of: 2) && faults.contains(.answerToResetChanges)
        answerToReset = faults.spoil(isOther ? model.otherAnswerToReset : model.answerToReset)
        guard !faults.contains(.resetKeepsState) else { return }
        directory.reset()
        chain = nil
        waiting = []
        secrets.lock()
    }

    mutating func answer(_ bytes: [UInt8], over link: CardModel.TransmissionProtocol) -> CardReply {
        guard let command = CommandFields(bytes) else { return .wrongLength }
        let acceptsExtendedLength = model.acceptsExtendedLength && !faults.contains(.extendedRefused)
        guard !command.isExtended || acceptsExtendedLength else { return .wrongLength }
        guard let classByte = ClassByte(faults.contains(.acceptsAnyClass) ? 0x00 : command.cla) else {
            return .wrongClass
        }
        guard classByte.channel == 0 else { return .channelNotSupported }
        guard !classByte.hasSecureMessaging else { return .secureMessagingNotSupported }

        if command.ins == 0xC0, !classByte.isProprietary { return getResponse(command, over: link) }
        waiting = []
        switch join(command, isChained: classByte.isChained) {
        case .reply(let reply): return reply
        case .whole(let whole): return deliver(execute(whole, classByte), to: whole, over: link)
        }
    }

    private mutating func execute(_ command: CommandFields, _ classByte: ClassByte) -> CardReply {
        if command.ins == 0xA4, !classByte.isProprietary { return directory.select(command, &secrets) }
        let before = secrets
        let reply = directory.selected.execute(command, isProprietary: classByte.isProprietary, secrets: &secrets)
        switch (command.ins, reply.status) {
        case (0x20, 0x63C0...0x63CF) where command.data.isEmpty && faults.contains(.emptyVerifyCosts):
            secrets.pin.spendTry()
            return secrets.pin.status
        case (0x20, 0x63C0...0x63CF) where faults.contains(.triesKept):
            secrets = before
            return before.pin.status
        case (_, CardReply.wrongInstruction.status) where faults.contains(.acceptsAnyInstruction),
            (_, CardReply.wrongParameters.status) where faults.contains(.acceptsAnyParameters):
            return CardReply(CardReply.success)
        default:
            return reply
        }
    }

    private enum Link {
        case whole(CommandFields)
        case reply(CardReply)
    }

    /// Collects the data of a chain of commands (ISO/IEC 7816-4:2020, 5.4.4).
    private mutating func join(_ command: CommandFields, isChained: Bool) -> Link {
        let acceptsChaining = model.acceptsCommandChaining && !faults.contains(.chainingRefused)
        guard acceptsChaining || !isChained else { return .reply(.chainingNotSupported) }
        if let open = chain {
            let continues =
                open.first.ins == command.ins && open.first.p1 == command.p1 && open.first.p2 == command.p2
                && open.first.cla & ~0x10 == command.cla & ~0x10
            guard continues else {
                chain = nil
                return .reply(.lastOfChainExpected)
            }
        }
        let data = faults.contains(.chainForgotten) ? command.data : (chain?.data ?? []) + command.data
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

    private mutating func getResponse(
        _ command: CommandFields,
        over link: CardModel.TransmissionProtocol
    ) -> CardReply {
        guard command.p1 == 0, command.p2 == 0 else { return .wrongParameters }
        guard command.data.isEmpty, let expected = command.expected else { return .wrongLength }
        guard !waiting.isEmpty, !faults.contains(.remainderLost) else { return .conditionsNotSatisfied }
        return hand(out: waiting, atMost: expected, over: link)
    }

    private mutating func deliver(
        _ reply: CardReply,
        to command: CommandFields,
        over link: CardModel.TransmissionProtocol
    ) -> CardReply {
        guard !reply.data.isEmpty else { return reply }
        // A T=0 command carries data in one direction only (ISO/IEC 7816-3:2006, 12.2.5), and no Le asks for nothing yet.
        let mayCarryBoth = link == .t1 || command.data.isEmpty
        let unasked = faults.contains(.answersUnasked) ? 256 : nil
        guard mayCarryBoth, let expected = command.expected ?? unasked else {
            waiting = reply.data
            return .moreAvailable([], left: waiting.count)
        }
        return hand(out: reply.data, atMost: expected, over: link)
    }

    private mutating func hand(
        out data: [UInt8],
        atMost expected: Int,
        over link: CardModel.TransmissionProtocol
    ) -> CardReply {
        if link == .t0, expected > data.count { return .wrongExpectedLength(exact: data.count) }
        let count = faults.contains(.ignoresExpectedLength) ? data.count : expected
        waiting = Array(data.dropFirst(count))
        let part = Array(data.prefix(count))
        return waiting.isEmpty ? CardReply(part) : .moreAvailable(part, left: waiting.count)
    }
}
