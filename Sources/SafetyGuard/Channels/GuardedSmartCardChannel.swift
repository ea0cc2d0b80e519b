package import DeviceTransport
package import ISO7816
import Synchronization

/// A card's channel that lets no command pass whose class lies above what is allowed.
///
/// A CTAP2 request that comes to the FIDO applet in a chain of commands is held until it is whole. Meanwhile the guard
/// answers `9000` itself, as the applet would; the first refusal of the applet ends the chain and is passed on.
package final class GuardedSmartCardChannel: SmartCardChannel {
    struct State: Sendable {
        var application = CardDangerTable.Application.other
        var chain = FIDOChain()
        var features: [UInt32: UInt8] = [:]
        var allowance: Allowance
        /// How many connections to the card there are.
        var connections = 1

        /// Knows nothing any more of what the card has selected.
        mutating func forget() {
            application = .other
            chain = FIDOChain()
        }
    }

    /// What is known of one card and allowed on it, over however many connections.
    final class Knowledge: Sendable {
        let state: Mutex<State>
        init(_ state: State) { self.state = Mutex(state) }
    }

    let channel: any SmartCardChannel
    private let isUnlimited: Bool
    let knowledge: Knowledge
    /// What would keep others from the card for longer than the guard is there.
    let hold = Mutex(Hold())
    /// Whether another guard has to hear of the end.
    let isOneOfTwo: Atomic<Bool>

    package init(wrapping channel: any SmartCardChannel, allowing highest: DangerClass) {
        self.channel = channel
        let allowance = Allowance(highest: highest)
        isUnlimited = allowance.isUnlimited
        knowledge = Knowledge(State(allowance: allowance))
        isOneOfTwo = Atomic(false)
    }

    /// The same, and so many commands of a higher class for as long as the guard is there.
    package init(
        wrapping channel: any SmartCardChannel,
        allowing highest: DangerClass,
        raisedTo raised: DangerClass,
        times count: Int
    ) {
        self.channel = channel
        var allowance = Allowance(highest: highest)
        allowance.raise = Allowance.Raise(highest: raised, triesLeft: count)
        isUnlimited = false
        knowledge = Knowledge(State(allowance: allowance))
        isOneOfTwo = Atomic(false)
    }

    /// Guards another connection to the card that a guard has in its care.
    ///
    /// What may be spent is spent on either. The card has one selected application for both, and one may change it between
    /// the other's look and its command: so while there are two, neither counts on any.
    package init(wrapping channel: any SmartCardChannel, besides other: GuardedSmartCardChannel) {
        self.channel = channel
        isUnlimited = other.isUnlimited
        knowledge = other.knowledge
        isOneOfTwo = Atomic(true)
        knowledge.state.withLock { state in
            state.connections += 1
            state.forget()
        }
    }

    package var readerName: String { channel.readerName }
    package var answerToReset: [UInt8] { channel.answerToReset }
    package var activeProtocol: CardProtocol? { channel.activeProtocol }

    package func transmit(_ command: [UInt8], within limit: Duration) throws(TransportError) -> [UInt8] {
        guard !isUnlimited else { return try channel.transmit(command, within: limit) }
        let commands = try admit(command)
        let deadline = ContinuousClock.now + limit
        var answer: [UInt8] = [0x90, 0x00]
        for command in commands {
            let choosesFIDO = noteSelection(by: command)
            answer = try channel.transmit(command, within: max(.zero, deadline - .now))
            if choosesFIDO, (try? ResponseAPDU(parsing: answer))?.statusWord.isSuccess == true {
                knowledge.state.withLock { if $0.connections == 1 { $0.application = .fido } }
            }
            guard answer == [0x90, 0x00] else { break }
        }
        return answer
    }

    package func reset(_ kind: CardReset, within limit: Duration) throws(TransportError) -> [UInt8] {
        knowledge.state.withLock { $0.forget() }
        return try channel.reset(kind, within: limit)
    }

    package func attribute(_ tag: UInt32, within limit: Duration) throws(TransportError) -> [UInt8] {
        try channel.attribute(tag, within: limit)
    }

    package func control(_ code: UInt32, _ input: [UInt8], within limit: Duration) throws(TransportError) -> [UInt8] {
        let features = knowledge.state.withLock { $0.features }
        try check(ReaderDangerTable.rule(for: code, input, features: features))
        let answer = try channel.control(code, input, within: limit)
        if code == ReaderDangerTable.featureRequest {
            let learnt = ReaderDangerTable.codes(in: answer)
            knowledge.state.withLock { $0.features = learnt }
        }
        return answer
    }

    /// The commands that may be sent now: none while a chain is incomplete, all of it when it is.
    private func admit(_ command: [UInt8]) throws(TransportError) -> [[UInt8]] {
        let (rule, commands) = knowledge.state.withLock { state -> (DangerRule?, [[UInt8]]) in
            switch state.application == .fido ? state.chain.take(command) : .notChained {
            case .held: (nil, [])
            case .whole(let request, let commands): (CTAPDangerTable.rule(for: request), commands)
            case .broken(let reason): (.unlisted(reason), [])
            case .notChained: (CardDangerTable.rule(for: command, selected: state.application), [command])
            }
        }
        if let rule { try check(rule) }
        return commands
    }

    private func check(_ rule: DangerRule) throws(TransportError) {
        try knowledge.state.withLock { state throws(TransportError) in try state.allowance.admit(rule, on: readerName) }
    }

    /// Forgets the application before a SELECT or the applet's own farewell (CTAP 2.1, 11.3.4) is sent, and says
    /// whether it is a plain SELECT of FIDO.
    ///
    /// Before, so that a SELECT without an answer leaves the guard knowing nothing rather than something old.
    private func noteSelection(by command: [UInt8]) -> Bool {
        guard let parsed = try? CommandAPDU(parsing: command) else { return false }
        let isFarewell = parsed.instructionClass == 0x80 && parsed.instruction == 0x12
        guard parsed.instruction == 0xA4 || isFarewell else { return false }
        knowledge.state.withLock { $0.forget() }
        return parsed.instructionClass == 0x00 && parsed.p1 == 0x04 && parsed.p2 & 0x03 == 0
            && parsed.data == ApplicationIdentifier.fido.bytes
    }
}
