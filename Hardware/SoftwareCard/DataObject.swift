/// Writes BER-TLV data objects (ISO/IEC 7816-4:2020, 6.3), definite lengths, shortest form.
enum DataObject {
    static func encode(_ tag: UInt32, _ value: [UInt8]) -> [UInt8] {
        tagBytes(tag) + lengthBytes(value.count) + value
    }

    static func tagBytes(_ tag: UInt32) -> [UInt8] {
        let all = [UInt8(tag >> 24 & 0xFF), UInt8(tag >> 16 & 0xFF), UInt8(tag >> 8 & 0xFF), UInt8(tag & 0xFF)]
        let significant = Array(all.drop { $0 == 0 })
        return significant.isEmpty ? [0] : significant
    }

    private static func lengthBytes(_ count: Int) -> [UInt8] {
        switch count {
        case ..<0x80: [UInt8(count)]
        case ..<0x100: [0x81, UInt8(count)]
        default: [0x82, UInt8(count >> 8 & 0xFF), UInt8(count & 0xFF)]
        }
    }
}
