package import DeviceTransport
package import ISO7816
import Synchronization

/// A card's channel that lets no command pass whose class lies above what is allowed.
///
/// A CTAP2 request that comes to the FIDO applet in a chain of commands is held until it is whole. Meanwhile the guard
/// answers `9000` itself, as the applet would; the first refusal of the applet ends the chain and is passed on.
package final class GuardedSmartCardChannel: SmartCardChannel {
    private struct State: Sendable {
        var application = CardDangerTable.Application.other
        var chain = FIDOChain()
        var features: [UInt32: UInt8] = [:]
        var allowance: Allowance
    }

    private let channel: any SmartCardChannel
    private let isUnlimited: Bool
    private let state: Mutex<State>

    package init(wrapping channel: any SmartCardChannel, allowing highest: DangerClass) {
        self.channel = channel
        let allowance = Allowance(highest: highest)
        isUnlimited = allowance.isUnlimited
        state = Mutex(State(allowance: allowance))
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
        state = Mutex(State(allowance: allowance))
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
                state.withLock { $0.application = .fido }
            }
            guard answer == [0x90, 0x00] else { break }
        }
        return answer
    }

    package func reset(_ kind: CardReset, within limit: Duration) throws(TransportError) -> [UInt8] {
        state.withLock { state in
            state.application = .other
            state.chain = FIDOChain()
        }
        return try channel.reset(kind, within: limit)
    }

    package func attribute(_ tag: UInt32, within limit: Duration) throws(TransportError) -> [UInt8] {
        try channel.attribute(tag, within: limit)
    }

    package func control(_ code: UInt32, _ input: [UInt8], within limit: Duration) throws(TransportError) -> [UInt8] {
        let features = state.withLock { $0.features }
        try check(ReaderDangerTable.rule(for: code, input, features: features))
        let answer = try channel.control(code, input, within: limit)
        if code == ReaderDangerTable.featureRequest {
            let learnt = ReaderDangerTable.codes(in: answer)
            state.withLock { $0.features = learnt }
        }
        return answer
    }

    package func close() { channel.close() }

    /// The commands that may be sent now: none while a chain is incomplete, all of it when it is.
    private func admit(_ command: [UInt8]) throws(TransportError) -> [[UInt8]] {
        let (rule, commands) = state.withLock { state -> (DangerRule?, [[UInt8]]) in
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
        try state.withLock { state throws(TransportError) in try state.allowance.admit(rule, on: readerName) }
    }

    /// Forgets the application before a SELECT or the applet's own farewell (CTAP 2.1, 11.3.4) is sent, and says
    /// whether it is a plain SELECT of FIDO.
    ///
    /// Before, so that a SELECT without an answer leaves the guard knowing nothing rather than something old.
    private func noteSelection(by command: [UInt8]) -> Bool {
        guard let parsed = try? CommandAPDU(parsing: command) else { return false }
        let isFarewell = parsed.instructionClass == 0x80 && parsed.instruction == 0x12
        guard parsed.instruction == 0xA4 || isFarewell else { return false }
        state.withLock { state in
            state.application = .other
            state.chain = FIDOChain()
        }
        return parsed.instructionClass == 0x00 && parsed.p1 == 0x04 && parsed.p2 & 0x03 == 0
            && parsed.data == ApplicationIdentifier.fido.bytes
    }
}
