/// The inner loops over the characters of a JSON string.
enum JSONStringScan {
    /// The first byte from `start` on that is a quotation mark, a backslash, a control character or not ASCII.
    ///
    /// Icons make up most of a BLOB, as base64 of many kilobytes, so this looks at many bytes in one step.
    static func endOfPlainRun(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var offset = start
        if let base = text.baseAddress {
            let start = UnsafeRawPointer(base)
            func word(_ offset: Int) -> UInt64 { start.loadUnaligned(fromByteOffset: offset, as: UInt64.self) }
            // Most strings are short, and end within the first eight bytes.
            while offset + 8 <= text.count, special(word(offset)) == 0 {
                offset += 8
                while offset + 32 <= text.count,
                    special(word(offset)) | special(word(offset + 8)) | special(word(offset + 16))
                        | special(word(offset + 24)) == 0
                {
                    offset += 32
                }
            }
        }
        while offset < text.count {
            let byte = text[offset]
            guard byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20, byte < 0x80 else { break }
            offset += 1
        }
        return offset
    }

    /// Not zero exactly when a byte of the word ends a plain run.
    @inline(__always)
    private static func special(_ word: UInt64) -> UInt64 {
        zeroByteMask(word ^ repeated(UInt8(ascii: "\"")))
            | zeroByteMask(word ^ repeated(UInt8(ascii: "\\")))
            | ((word &- repeated(0x20)) & ~word & highBits) | (word & highBits)
    }

    private static let highBits: UInt64 = 0x8080_8080_8080_8080

    private static func repeated(_ byte: UInt8) -> UInt64 {
        UInt64(byte) &* 0x0101_0101_0101_0101
    }

    /// Not zero exactly when a byte of the word is zero.
    private static func zeroByteMask(_ word: UInt64) -> UInt64 {
        (word &- 0x0101_0101_0101_0101) & ~word & highBits
    }

    /// The byte behind an escape; the grammar only, for a lone surrogate is found when the string is decoded.
    static func endOfEscape(in text: UnsafeBufferPointer<UInt8>, from start: Int) throws(JSONError) -> Int {
        guard start + 1 < text.count else { throw JSONError(.unexpectedEnd, offset: text.count) }
        switch text[start + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return start + 2
        case UInt8(ascii: "u"):
            guard start + 6 <= text.count else { throw JSONError(.unexpectedEnd, offset: text.count) }
            guard (start + 2..<start + 6).allSatisfy({ hexDigit(text[$0]) != nil }) else {
                throw JSONError(.invalidEscape, offset: start)
            }
            return start + 6
        default:
            throw JSONError(.invalidEscape, offset: start)
        }
    }

    /// The byte behind a character of two to four bytes (RFC 3629, 4).
    static func endOfCharacter(in text: UnsafeBufferPointer<UInt8>, from start: Int) throws(JSONError) -> Int {
        let (count, second): (Int, ClosedRange<UInt8>)
        switch text[start] {
        case 0xC2...0xDF: (count, second) = (2, 0x80...0xBF)
        case 0xE0: (count, second) = (3, 0xA0...0xBF)
        case 0xED: (count, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: (count, second) = (3, 0x80...0xBF)
        case 0xF0: (count, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: (count, second) = (4, 0x80...0xBF)
        case 0xF4: (count, second) = (4, 0x80...0x8F)
        default: throw JSONError(.invalidUTF8, offset: start)
        }
        guard start + count <= text.count, second.contains(text[start + 1]),
            (start + 2..<start + count).allSatisfy({ text[$0] & 0xC0 == 0x80 })
        else { throw JSONError(.invalidUTF8, offset: start) }
        return start + count
    }

    static func hexDigit(_ byte: UInt8) -> UInt16? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }
}
