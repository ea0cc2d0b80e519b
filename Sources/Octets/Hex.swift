/// Lower-case hexadecimal, two digits a byte, no separators.
package enum Hex {
    /// Text that is not hexadecimal.
    package struct ParsingError: Error, Hashable, CustomStringConvertible {
        /// Offset of the first character that does not fit, counted in UTF-8 bytes.
        package let offset: Int

        package var description: String { "not a hexadecimal byte string (at character \(offset))" }
    }

    /// Writes each byte as two lower-case digits.
    package static func encode(_ bytes: some Sequence<UInt8>) -> String { encode(Array(bytes)) }

    /// Writes each byte as two lower-case digits.
    ///
    /// An overload of its own, since generic code that another module calls asks a witness table for every byte.
    package static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count * 2)
        for byte in bytes {
            text.append(digit(byte >> 4))
            text.append(digit(byte & 0x0F))
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Reads pairs of digits of either case.
    ///
    /// - Throws: ``ParsingError`` at the first character that is no digit, or at the end of an odd number of them.
    package static func decode(_ text: some StringProtocol) throws(ParsingError) -> [UInt8] {
        try decode(Array(text.utf8))
    }

    /// Reads pairs of digits, given as the bytes of a text.
    ///
    /// - Throws: ``ParsingError`` as for a text.
    package static func decode(_ digits: [UInt8]) throws(ParsingError) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.count / 2)
        var high: UInt8?
        for (offset, digit) in digits.enumerated() {
            guard let value = value(of: digit) else { throw ParsingError(offset: offset) }
            if let first = high {
                bytes.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        guard high == nil else { throw ParsingError(offset: digits.count) }
        return bytes
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }

    private static func value(of character: UInt8) -> UInt8? {
        switch character {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): character - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): character - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
