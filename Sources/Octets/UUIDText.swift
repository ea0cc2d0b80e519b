/// Sixteen bytes in the form of a UUID: `8f4d1c5a-6e2b-5f73-9a0d-51c7e328b694` (RFC 9562, 4).
package enum UUIDText {
    /// The digits between the hyphens.
    private static let groups = [8, 4, 4, 4, 12]

    /// Writes sixteen bytes with hyphens, in lower case.
    ///
    /// - Precondition: There are sixteen.
    package static func encode(_ bytes: [UInt8]) -> String {
        precondition(bytes.count == 16, "a UUID has 16 bytes, not \(bytes.count)")
        var rest = Hex.encode(bytes)[...]
        return
            groups.map { count in
                defer { rest = rest.dropFirst(count) }
                return String(rest.prefix(count))
            }
            .joined(separator: "-")
    }

    /// Reads the form with hyphens, or 32 digits without any; nil for anything else.
    ///
    /// Byte by byte, since a metadata BLOB has a thousand of them: taken apart as text they took a quarter of its time.
    package static func decode(_ text: some StringProtocol) -> [UInt8]? {
        var digits = Array(text.utf8)
        if digits.count == 32 + hyphens.count {
            guard hyphens.allSatisfy({ digits[$0] == UInt8(ascii: "-") }) else { return nil }
            for position in hyphens.reversed() { digits.remove(at: position) }
        }
        guard digits.count == 32 else { return nil }
        return try? Hex.decode(digits)
    }

    /// Where the hyphens stand.
    private static let hyphens = [8, 13, 18, 23]
}
