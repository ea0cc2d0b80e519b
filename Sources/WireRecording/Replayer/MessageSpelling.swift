import CBORTree
import CTAPMessages
import DeviceTransport
import ISO7816
import Octets

/// Traffic in words, for people who look for the place where two runs part.
enum MessageSpelling {
    /// A CTAPHID message by the names of its commands.
    static func name(_ command: CTAPHIDCommand, _ payload: [UInt8]) -> String {
        guard command == .cbor, let first = payload.first else { return command.name }
        return "\(command.name) \(CTAPCommand(rawValue: first).name)"
    }

    /// The bytes of a CTAPHID message, and what they say where they are CBOR.
    static func content(_ command: CTAPHIDCommand, _ payload: [UInt8], masks: [Mask] = []) -> String {
        let bytes = hex(payload, masks: masks)
        guard command == .cbor, payload.count > 1 else { return bytes }
        guard let item = try? CBORItem(parsing: Array(payload.dropFirst())) else { return bytes + " (no CBOR)" }
        return "\(bytes) = \(hex(Array(payload.prefix(1)))) \(shortened(item.diagnostic))"
    }

    /// A report by what its first bytes say.
    static func frame(_ report: [UInt8]) -> String {
        guard report.count >= 7 else { return "a report of \(report.count) bytes" }
        guard report[4] & 0x80 != 0 else { return "continuation packet \(report[4])" }
        return name(CTAPHIDCommand(rawValue: report[4]), Array(report[7...]))
    }

    /// A command APDU by its instruction, and the application's name for a SELECT.
    static func name(ofCommand command: [UInt8]) -> String {
        guard command.count >= 4 else { return "a command of \(command.count) bytes" }
        let instruction = Instruction(rawValue: command[1])
        let name = instruction.name ?? "INS \(hex([command[1]]).uppercased())"
        guard instruction == .select, command[2] == 0x04, let parsed = try? CommandAPDU(parsing: command) else {
            return name
        }
        let application = ApplicationIdentifier(bytes: parsed.data)
        return "\(name) \(application?.name ?? hex(parsed.data).uppercased())"
    }

    /// Hexadecimal, two dots for each byte under a mask.
    static func hex(_ bytes: [UInt8], masks: [Mask] = []) -> String {
        guard !masks.isEmpty else { return shortened(bytes.isEmpty ? "(empty)" : Hex.encode(bytes)) }
        let masked = MaskedBytes(bytes, masks: masks)
        return shortened(bytes.indices.map { masked.isMasked($0) ? ".." : Hex.encode([bytes[$0]]) }.joined())
    }

    private static func shortened(_ text: String) -> String {
        let limit = 2000
        return text.utf8.count <= limit ? text : "\(text.prefix(limit))… (\(text.utf8.count) characters)"
    }
}

extension RecordedEvent.Kind {
    /// The event in words, as a clause.
    var spelled: String {
        switch self {
        case .connect: "the opening of the channel"
        case .close: "the closing of the channel"
        case .message(.out, let message): "the request \(MessageSpelling.name(message.command, message.payload.bytes))"
        case .message(.in, let message): "an answer in \(message.command.name)"
        case .keepAlive: "a CTAPHID_KEEPALIVE"
        case .report(.out, let report): "a report from the host, \(MessageSpelling.frame(report.bytes))"
        case .report(.in, let report): "a report from the device, \(MessageSpelling.frame(report.bytes))"
        case .timeout: "a wait without an answer"
        case .apdu(.out, let command): "the command " + MessageSpelling.name(ofCommand: command.bytes)
        case .apdu(.in, _): "the answer of the card"
        case .reset(let kind): "a \(kind.rawValue) reset"
        case .answerToReset: "the answer to reset"
        case .attribute(let tag): "the question for attribute 0x\(tag.fixedHex)"
        case .control(let code, _): "control code 0x\(code.fixedHex)"
        case .value: "the answer of the reader"
        case .opening(let mode): "a second connection, \(mode.sharing.rawValue)"
        case .transaction(let step): "the \(step.rawValue) of a transaction"
        case .reconnect(let sharing): "a reconnection, \(sharing.rawValue)"
        case .done: "the end of a call"
        case .watch: "a wait for a change of the slot"
        case .slot: "a change of the slot"
        case .cancelled: "a wait that was taken back"
        case .failure(let failure): "the failure of \(failure.operation)"
        case .reader: "a reader that comes or goes"
        case .card: "a card that comes or goes"
        case .action: "an action of the operator"
        case .end: "the end"
        }
    }
}
