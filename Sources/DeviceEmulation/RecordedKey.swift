import CTAPMessages
package import DeviceTransport
import Octets
import Synchronization
package import WireRecording

/// A security key that answers as a recorded one did, to hosts that never heard of the recording.
///
/// Channels are handed out anew; every other message is looked up, as in ``RecordedCard``. What has to be made anew for
/// each conversation, that is PIN ceremonies and everything under a token, is not answered: a replay can hold them
/// again, since its host keeps to the recorded order.
package final class RecordedKey: Sendable {
    package let device: RecordedDevice
    private let exchanges: [KeyExchange]
    /// The protocol version, the device's version and its capabilities, as its answer to CTAPHID_INIT ends.
    private let traits: [UInt8]
    private let state = Mutex(State())
    private let onGap: @Sendable (EmulationGap) -> Void

    private struct State {
        var assembler = CTAPHIDAssembler()
        var finder = ExchangeFinder()
        var lastChannel: UInt32 = 0
    }

    /// Takes a key from a recording.
    ///
    /// - Parameters:
    ///   - recording: Of a key.
    ///   - onGap: Told of each message that was never recorded, or cannot be repeated.
    /// - Throws: `noSuchDevice` when the recording is of no key, or of one that never gave out a channel.
    package init(
        _ recording: Recording,
        onGap: @escaping @Sendable (EmulationGap) -> Void = { _ in }
    ) throws(TransportError) {
        exchanges = KeyExchange.all(in: recording.events(on: RecordedChannel.hid.id))
        let initialization = exchanges.first { $0.command == .initialize && $0.answer?.payload.bytes.count == 17 }
        guard recording.header.channels.contains(.hid), let answer = initialization?.answer else {
            let detail = "the recording holds no security key that answers CTAPHID_INIT"
            throw TransportError(.noSuchDevice, operation: "emulate", subject: recording.path, detail: detail)
        }
        device = recording.header.device
        traits = answer.payload.bytes.suffix(5)
        self.onGap = onGap
    }

    /// Takes one output report of 64 bytes and returns the input reports that follow it.
    package func receive(_ report: [UInt8]) -> [[UInt8]] {
        let (answers, gap) = state.withLock { state -> ([CTAPHIDMessage], EmulationGap?) in
            do throws(CTAPHIDFramingError) {
                guard let message = try state.assembler.accept(report) else { return ([], nil) }
                return answer(message, &state)
            } catch {
                let channel = report.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
                return ([Self.error(.invalidSequence, on: channel)], nil)
            }
        }
        if let gap { onGap(gap) }
        return answers.flatMap { (try? $0.reports()) ?? [] }
    }

    private func answer(_ message: CTAPHIDMessage, _ state: inout State) -> ([CTAPHIDMessage], EmulationGap?) {
        switch message.command {
        case .initialize:
            guard message.payload.count == 8 else { return ([Self.error(.invalidLength, on: message.channel)], nil) }
            if message.channel == CTAPHIDMessage.broadcast { state.lastChannel += 1 }
            let channel = message.channel == CTAPHIDMessage.broadcast ? state.lastChannel : message.channel
            let payload = message.payload + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: channel >> $0) } + traits
            return ([CTAPHIDMessage(channel: message.channel, command: .initialize, payload: payload)], nil)
        case .cancel:
            // Nothing is ever waited for.
            return ([], nil)
        default:
            return look(up: message, &state)
        }
    }

    private func look(up message: CTAPHIDMessage, _ state: inout State) -> ([CTAPHIDMessage], EmulationGap?) {
        let found = state.finder.find(among: exchanges.count) { index in
            let exchange = exchanges[index]
            return exchange.isRepeatable && exchange.command == message.command
                && exchange.payload.bytes == message.payload
        }
        guard let found, let answer = exchanges[found].answer else {
            return ([Self.refusal(of: message)], Self.gap(message))
        }
        let keepAlives = exchanges[found].keepAlives
            .map { status in
                CTAPHIDMessage(channel: message.channel, command: .keepalive, payload: [status])
            }
        let reply = CTAPHIDMessage(
            channel: message.channel,
            command: answer.command,
            payload: answer.payload.bytes
        )
        return (keepAlives + [reply], nil)
    }

    /// A CTAP2 request gets a status that says nothing, any other message the transport's error for what it does not know.
    private static func refusal(of message: CTAPHIDMessage) -> CTAPHIDMessage {
        guard message.command == .cbor else { return error(.invalidCommand, on: message.channel) }
        // CTAP1_ERR_OTHER.
        return CTAPHIDMessage(channel: message.channel, command: .cbor, payload: [0x7F])
    }

    private static func error(_ code: CTAPHIDErrorCode, on channel: UInt32) -> CTAPHIDMessage {
        CTAPHIDMessage(channel: channel, command: .error, payload: [code.rawValue])
    }

    /// The name of what was asked alone: its parameters may hold anything.
    private static func gap(_ message: CTAPHIDMessage) -> EmulationGap {
        var name = message.command.name
        if message.command == .cbor, let first = message.payload.first {
            name = CTAPCommand(rawValue: first).name
            if first == CTAPCommand.clientPIN.rawValue { name += ", or cannot repeat one" }
        }
        return EmulationGap("the recording holds no answer to \(name) of \(message.payload.count) bytes")
    }
}
