import Octets

/// Puts CTAPHID messages together from reports, channel by channel (CTAP 2.1, 11.2.4).
///
/// One assembler serves one direction. After an error the channel concerned starts afresh; the others go on.
package struct CTAPHIDAssembler: Sendable {
    /// Channels that may have half a message at one time.
    package static let maximumChannels = 32

    private struct Partial: Sendable {
        let command: CTAPHIDCommand
        let length: Int
        var payload: [UInt8]
        var nextSequence: UInt8
    }

    private var partials: [UInt32: Partial] = [:]

    package init() {}

    /// Whether part of a message is held.
    package var isMidMessage: Bool { !partials.isEmpty }

    /// Takes the next report and returns the message that it completes, if it does.
    ///
    /// `CTAPHID_INIT` on a channel drops what was half said there, since that is its purpose (CTAP 2.1, 11.2.9.1.3);
    /// any other message in the middle of one is an error.
    ///
    /// - Throws: ``CTAPHIDFramingError`` when the report does not fit; the channel's state is dropped.
    package mutating func accept(_ report: [UInt8]) throws(CTAPHIDFramingError) -> CTAPHIDMessage? {
        guard report.count == CTAPHIDMessage.reportLength else { throw .reportLength(report.count) }
        let channel = report.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
        return report[4] & 0x80 != 0 ? try begin(channel, report) : try go(on: channel, report)
    }

    /// Forgets what was half said on a channel.
    package mutating func drop(_ channel: UInt32) {
        partials[channel] = nil
    }

    private mutating func begin(
        _ channel: UInt32,
        _ report: [UInt8]
    ) throws(CTAPHIDFramingError) -> CTAPHIDMessage? {
        let command = CTAPHIDCommand(rawValue: report[4])
        let length = Int(report[5]) << 8 | Int(report[6])
        if partials.removeValue(forKey: channel) != nil, command != .initialize {
            throw .interrupted(channel: channel, by: command)
        }
        guard length <= CTAPHIDMessage.maximumPayload else { throw .announcedLength(channel: channel, length) }
        guard partials.count < Self.maximumChannels else { throw .tooManyChannels(limit: Self.maximumChannels) }
        let partial = Partial(command: command, length: length, payload: [], nextSequence: 0)
        return try extend(partial, by: report.dropFirst(7), on: channel)
    }

    private mutating func go(
        on channel: UInt32,
        _ report: [UInt8]
    ) throws(CTAPHIDFramingError) -> CTAPHIDMessage? {
        guard var partial = partials.removeValue(forKey: channel) else {
            throw .continuationWithoutStart(channel: channel)
        }
        guard report[4] == partial.nextSequence else {
            throw .sequence(channel: channel, expected: partial.nextSequence, actual: report[4])
        }
        partial.nextSequence += 1
        return try extend(partial, by: report.dropFirst(5), on: channel)
    }

    private mutating func extend(
        _ partial: Partial,
        by bytes: ArraySlice<UInt8>,
        on channel: UInt32
    ) throws(CTAPHIDFramingError) -> CTAPHIDMessage? {
        var partial = partial
        let wanted = partial.length - partial.payload.count
        partial.payload += bytes.prefix(wanted)
        guard partial.payload.count == partial.length else {
            partials[channel] = partial
            return nil
        }
        let message = CTAPHIDMessage(channel: channel, command: partial.command, payload: partial.payload)
        guard bytes.dropFirst(wanted).allSatisfy({ $0 == 0 }) else { throw .padding(message) }
        return message
    }
}
