package import DeviceTransport

/// Asks a reader what it tells of itself; no card is needed.
package enum ReaderProbe {
    /// `SCARD_ATTR_VENDOR_NAME`.
    static let vendorName: UInt32 = 0x0001_0100
    /// `SCARD_ATTR_VENDOR_IFD_VERSION`.
    static let vendorVersion: UInt32 = 0x0001_0102
    /// `SCARD_ATTR_MAXINPUT`.
    static let maximumInput: UInt32 = 0x0007_A007

    /// Reads the attributes that this reader's driver has.
    ///
    /// - Throws: What the channel throws when the reader is gone; what it does not support is absent.
    package static func run(
        channel: some SmartCardChannel,
        within limit: Duration
    ) throws(TransportError) -> ReaderAttributes {
        var attributes = ReaderAttributes()
        if let bytes = try value(vendorName, channel, limit) {
            let text = bytes.prefix { $0 != 0 }
            attributes.vendorName = String(validating: text, as: UTF8.self).flatMap { $0.isEmpty ? nil : $0 }
        }
        if let number = try number(vendorVersion, channel, limit) {
            // 0xMMmmbbbb, the digits binary-coded decimal as in bcdDevice.
            attributes.vendorVersion = "\(String(number >> 24, radix: 16)).\(twoDigits(number >> 16 & 0xFF))"
        }
        attributes.maximumInput = try number(maximumInput, channel, limit)
        return attributes
    }

    private static func twoDigits(_ number: UInt32) -> String {
        (number < 0x10 ? "0" : "") + String(number, radix: 16)
    }

    /// A number in the byte order of the host, which on every bench is the little-endian one.
    private static func number(
        _ tag: UInt32,
        _ channel: some SmartCardChannel,
        _ limit: Duration
    ) throws(TransportError) -> UInt32? {
        guard let bytes = try value(tag, channel, limit), bytes.count == 4 else { return nil }
        return bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }

    private static func value(
        _ tag: UInt32,
        _ channel: some SmartCardChannel,
        _ limit: Duration
    ) throws(TransportError) -> [UInt8]? {
        do throws(TransportError) {
            return try channel.attribute(tag, within: limit)
        } catch  where error.code == .unsupported || error.code == .unclassified || error.code == .inputOutput {
            return nil
        }
    }
}
