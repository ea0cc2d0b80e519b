/// Reports that do not make a message.
package enum CTAPHIDFramingError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A report of another length than 64 bytes.
    case reportLength(Int)
    /// A payload to send that exceeds 7609 bytes.
    case payloadTooLong(Int)
    /// An announced payload that exceeds 7609 bytes.
    case announcedLength(channel: UInt32, Int)
    /// A continuation packet on a channel on which no message is under way.
    case continuationWithoutStart(channel: UInt32)
    /// A continuation packet out of turn.
    case sequence(channel: UInt32, expected: UInt8, actual: UInt8)
    /// A new message on a channel before the last one was complete.
    case interrupted(channel: UInt32, by: CTAPHIDCommand)
    /// Bytes other than zero behind the end of the message, which is whole otherwise and handed over.
    case padding(CTAPHIDMessage)
    /// More channels with half a message each than any honest device has.
    case tooManyChannels(limit: Int)

    package var description: String {
        switch self {
        case .reportLength(let count): "a report of \(count) bytes instead of 64"
        case .payloadTooLong(let count): "\(count) bytes do not fit into one CTAPHID message"
        case .announcedLength(let channel, let count):
            "a CTAPHID message of \(count) bytes is announced on channel \(Self.spell(channel)), 7609 is the most"
        case .continuationWithoutStart(let channel):
            "a continuation packet without a start on channel \(Self.spell(channel))"
        case .sequence(let channel, let expected, let actual):
            "continuation packet \(actual) instead of \(expected) on channel \(Self.spell(channel))"
        case .interrupted(let channel, let command):
            "\(command.name) on channel \(Self.spell(channel)) before the last message was complete"
        case .padding(let message):
            "\(message.command.name) on channel \(Self.spell(message.channel)) is padded with other bytes than zero"
        case .tooManyChannels(let limit): "more than \(limit) channels with an incomplete message"
        }
    }

    private static func spell(_ channel: UInt32) -> String {
        let digits = String(channel, radix: 16)
        return "0x" + String(repeating: "0", count: 8 - digits.count) + digits
    }
}
