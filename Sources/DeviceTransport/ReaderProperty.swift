import Octets

/// What a reader's driver says of the reader, through `FEATURE_GET_TLV_PROPERTIES` (PC/SC part 10, 2.6.14).
package struct ReaderProperty: Hashable, Sendable {
    /// The number of the standard's table; see ``name``.
    package let tag: UInt8
    /// As received; numbers have their low byte first.
    package let value: [UInt8]

    /// How many bytes the standard gives the value; nil for text, and for a tag that it does not have.
    package var standardLength: Int? { Self.lengths[tag] }

    /// The name in the standard, when the tag has one.
    package var name: String? { Self.names[tag] }

    /// The value as a number; `nil` for text and for what has no or too many bytes.
    package var number: UInt64? {
        guard tag != 0x08, (1...8).contains(value.count) else { return nil }
        return value.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// - Throws: `malformed` when a length runs past the end.
    package static func list(parsing bytes: [UInt8]) throws(TransportError) -> [Self] {
        try fields(of: bytes, operation: "FEATURE_GET_TLV_PROPERTIES")
    }

    /// Splits bytes into fields of one tag byte, one length byte, value.
    static func fields(of bytes: [UInt8], operation: String) throws(TransportError) -> [Self] {
        var reader = ByteReader(bytes)
        var fields: [Self] = []
        do throws(ByteReader.Shortage) {
            while !reader.isAtEnd {
                let tag = try reader.readByte()
                fields.append(Self(tag: tag, value: try reader.read(Int(try reader.readByte()))))
            }
        } catch {
            throw TransportError(.malformed, operation: operation, detail: "\(error)")
        }
        return fields
    }

    package static let entryValidation: UInt8 = 0x02
    package static let minimumPINSize: UInt8 = 0x06
    package static let maximumPINSize: UInt8 = 0x07
    package static let firmwareID: UInt8 = 0x08
    package static let maximumAPDUDataSize: UInt8 = 0x0A
    package static let vendorID: UInt8 = 0x0B
    package static let productID: UInt8 = 0x0C

    private static let lengths: [UInt8: Int] = [
        0x01: 2, 0x02: 1, 0x03: 1, 0x04: 2, 0x05: 2, 0x06: 1, 0x07: 1, 0x09: 1, 0x0A: 4, 0x0B: 2, 0x0C: 2,
    ]

    private static let names: [UInt8: String] = [
        0x01: "wLcdLayout", 0x02: "bEntryValidationCondition", 0x03: "bTimeOut2", 0x04: "wLcdMaxCharacters",
        0x05: "wLcdMaxLines", 0x06: "bMinPINSize", 0x07: "bMaxPINSize", 0x08: "sFirmwareID", 0x09: "bPPDUSupport",
        0x0A: "dwMaxAPDUDataSize", 0x0B: "wIdVendor", 0x0C: "wIdProduct",
    ]
}
