/// Base64 in both alphabets (RFC 4648, 4 and 5), by table: a BLOB is decoded in a few milliseconds.
package enum Base64 {
    package enum Alphabet: Sendable {
        /// `+` and `/`, padded: certificates inside JSON.
        case standard
        /// `-` and `_`, never padded: the parts of a JWS (RFC 7515, 2).
        case url
    }

    /// Text that is not base64 in the alphabet.
    package struct ParsingError: Error, Hashable, Sendable, CustomStringConvertible {
        /// Bytes before the first one that does not fit.
        package let offset: Int

        package var description: String { "not base64 at byte \(offset)" }
    }

    /// Decodes, and refuses what an encoder would not have written.
    ///
    /// Unused bits must be zero (RFC 4648, 3.5): two texts for one value would mean two digests for one BLOB.
    ///
    /// - Throws: ``ParsingError`` at the first character that does not fit.
    package static func decode(_ text: some Collection<UInt8>, _ alphabet: Alphabet) throws(ParsingError) -> [UInt8] {
        let decoded: Result<[UInt8], ParsingError>? = text.withContiguousStorageIfAvailable { buffer in
            decode(buffer, alphabet)
        }
        return try (decoded ?? Array(text).withUnsafeBufferPointer { decode($0, alphabet) }).get()
    }

    private static func decode(
        _ text: UnsafeBufferPointer<UInt8>,
        _ alphabet: Alphabet
    ) -> Result<[UInt8], ParsingError> {
        var count = text.count
        if alphabet == .standard {
            guard count.isMultiple(of: 4) else { return .failure(ParsingError(offset: count)) }
            for _ in 0..<2 where count > 0 && text[count - 1] == UInt8(ascii: "=") { count -= 1 }
        }
        let tail = count % 4
        guard tail != 1 else { return .failure(ParsingError(offset: count - 1)) }

        var failure: ParsingError?
        let table = alphabet == .standard ? standardTable : urlTable
        let size = count / 4 * 3 + (tail == 0 ? 0 : tail - 1)
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { output, written in
            table.withUnsafeBufferPointer { table in
                var position = 0
                while position + 4 <= count {
                    let a = table[Int(text[position])]
                    let b = table[Int(text[position + 1])]
                    let c = table[Int(text[position + 2])]
                    let d = table[Int(text[position + 3])]
                    guard (a | b | c | d) & invalid == 0 else { break }
                    let group = UInt32(a) << 18 | UInt32(b) << 12 | UInt32(c) << 6 | UInt32(d)
                    output[written] = UInt8(truncatingIfNeeded: group >> 16)
                    output[written + 1] = UInt8(truncatingIfNeeded: group >> 8)
                    output[written + 2] = UInt8(truncatingIfNeeded: group)
                    written += 3
                    position += 4
                }
                if let culprit = (position..<min(position + 4, count))
                    .first(where: { offset in
                        table[Int(text[offset])] & invalid != 0
                    })
                {
                    failure = ParsingError(offset: culprit)
                    return
                }
                // What is left is shorter than a group: its unused bits are checked, its whole bytes kept.
                let bits = (position..<count).reduce(UInt32(0)) { $0 << 6 | UInt32(table[Int(text[$1])]) }
                let unused = UInt32(tail == 0 ? 0 : (4 - tail) * 2)
                if bits & (1 << unused - 1) != 0 { failure = ParsingError(offset: count - 1) }
                for index in 0..<max(0, tail - 1) {
                    output[written] = UInt8(truncatingIfNeeded: bits >> (unused + UInt32(8 * (tail - 2 - index))))
                    written += 1
                }
            }
        }
        return failure.map { .failure($0) } ?? .success(bytes)
    }

    /// Writes base64: padded in the standard alphabet, unpadded in the other.
    package static func encode(_ bytes: some Collection<UInt8>, _ alphabet: Alphabet) -> String {
        let digits = alphabet == .standard ? standardDigits : urlDigits
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        var bits: UInt32 = 0
        var held = 0
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            held += 8
            while held >= 6 {
                held -= 6
                text.append(digits[Int(bits >> UInt32(held) & 0x3F)])
            }
        }
        if held > 0 { text.append(digits[Int(bits << UInt32(6 - held) & 0x3F)]) }
        while alphabet == .standard, !text.count.isMultiple(of: 4) { text.append(UInt8(ascii: "=")) }
        return String(decoding: text, as: UTF8.self)
    }

    /// Marks a byte outside the alphabet; no digit has this bit.
    private static let invalid: UInt8 = 0x80

    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)
    private static let standardDigits = letters + Array("+/".utf8)
    private static let urlDigits = letters + Array("-_".utf8)
    private static let standardTable = table(of: standardDigits)
    private static let urlTable = table(of: urlDigits)

    private static func table(of digits: [UInt8]) -> [UInt8] {
        var table = [UInt8](repeating: invalid, count: 256)
        for (value, digit) in digits.enumerated() { table[Int(digit)] = UInt8(value) }
        return table
    }
}
