import CTAPMessages

/// One message to the host.
struct AuthenticatorReply: Hashable {
    var command: CTAPHIDCommand
    var payload: [UInt8]
    /// The length that the first report announces, where that is a lie.
    var announcedLength: Int?

    static func error(_ code: CTAPHIDErrorCode) -> Self {
        Self(command: .error, payload: [code.rawValue])
    }

    static func keepAlive(_ status: CTAPHIDKeepaliveStatus) -> Self {
        Self(command: .keepalive, payload: [status.rawValue])
    }

    /// A CTAP2 answer: a status, and a CBOR map where there is one (CTAP 2.1, 8.1).
    static func status(_ status: CTAPStatus, _ map: [UInt8] = []) -> Self {
        Self(command: .cbor, payload: [status.rawValue] + map)
    }

    static func initialized(nonce: [UInt8], channel: UInt32, version: UInt8, model: AuthenticatorModel) -> Self {
        Self(
            command: .initialize,
            payload: nonce + bigEndian(channel) + [version] + model.deviceVersion
                + [model.capabilities.rawValue]
        )
    }

    /// The message in reports of 64 bytes (CTAP 2.1, 11.2.4).
    func reports(on channel: UInt32) -> [[UInt8]] {
        let address = Self.bigEndian(channel)
        let length = announcedLength ?? payload.count
        let header = [command.rawValue | 0x80, UInt8(length >> 8 & 0xFF), UInt8(length & 0xFF)]
        var reports = [address + header + payload.prefix(57)]
        var rest = payload.dropFirst(57)
        while !rest.isEmpty {
            reports.append(address + [UInt8(reports.count - 1 & 0x7F)] + rest.prefix(59))
            rest = rest.dropFirst(59)
        }
        return reports.map { $0 + Array(repeating: 0, count: 64 - $0.count) }
    }

    private static func bigEndian(_ channel: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: channel >> $0) }
    }
}
