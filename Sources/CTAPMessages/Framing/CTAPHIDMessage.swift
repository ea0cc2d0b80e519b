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
        var end = min(payload.count, Self.initialCapacity)
        let length = UInt16(truncatingIfNeeded: payload.count)
        var reports = [report(command.rawValue | 0x80, announcing: length, payload[..<end])]
        var sequence: UInt8 = 0
        while end < payload.count {
            let start = end
            end = min(payload.count, start + Self.continuationCapacity)
            reports.append(report(sequence, payload[start..<end]))
            sequence += 1
        }
        return reports
    }

    /// One report, made in one piece of memory, since a replay makes every report that it compares.
    private func report(_ mark: UInt8, announcing length: UInt16? = nil, _ body: ArraySlice<UInt8>) -> [UInt8] {
        var report = [UInt8](repeating: 0, count: Self.reportLength)
        report[0] = UInt8(truncatingIfNeeded: channel >> 24)
        report[1] = UInt8(truncatingIfNeeded: channel >> 16)
        report[2] = UInt8(truncatingIfNeeded: channel >> 8)
        report[3] = UInt8(truncatingIfNeeded: channel)
        report[4] = mark
        var start = 5
        if let length {
            report[5] = UInt8(length >> 8)
            report[6] = UInt8(length & 0xFF)
            start = 7
        }
        report.replaceSubrange(start..<start + body.count, with: body)
        return report
    }
}
