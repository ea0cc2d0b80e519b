/// One CTAPHID message, put together from its reports or about to be cut into them (CTAP 2.1, 11.2.4).
package struct CTAPHIDMessage: Hashable, Sendable {
    /// The channel on which a channel is asked for (CTAP 2.1, 11.2.3).
    package static let broadcast: UInt32 = 0xFFFF_FFFF
    /// Bytes in one report of a FIDO HID interface.
    package static let reportLength = 64
    /// What an initialization packet and 128 continuation packets carry (CTAP 2.1, 11.2.4).
    package static let maximumPayload = initialCapacity + 128 * continuationCapacity

    static let initialCapacity = reportLength - 7
    static let continuationCapacity = reportLength - 5

    package let channel: UInt32
    package let command: CTAPHIDCommand
    package let payload: [UInt8]

    package init(channel: UInt32, command: CTAPHIDCommand, payload: [UInt8]) {
        self.channel = channel
        self.command = command
        self.payload = payload
    }

    /// Cuts the message into reports of 64 bytes, padded with zeros, without a report number.
    ///
    /// - Throws: ``CTAPHIDFramingError/payloadTooLong(_:)`` when the payload needs more packets than the sequence
    ///   number can count.
    package func reports() throws(CTAPHIDFramingError) -> [[UInt8]] {
        guard payload.count <= Self.maximumPayload else { throw .payloadTooLong(payload.count) }
        let count = UInt16(truncatingIfNeeded: payload.count)
        let header = [command.rawValue | 0x80, UInt8(count >> 8), UInt8(count & 0xFF)]
        var reports = [Self.padded(address + header + payload.prefix(Self.initialCapacity))]
        var rest = payload.dropFirst(Self.initialCapacity)
        var sequence: UInt8 = 0
        while !rest.isEmpty {
            reports.append(Self.padded(address + [sequence] + rest.prefix(Self.continuationCapacity)))
            rest = rest.dropFirst(Self.continuationCapacity)
            sequence += 1
        }
        return reports
    }

    private var address: [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: channel >> $0) }
    }

    private static func padded(_ bytes: [UInt8]) -> [UInt8] {
        bytes + Array(repeating: 0, count: reportLength - bytes.count)
    }
}
