/// The number of a card and its holder as PIV writes it: 40 digits and marks of five bits each, the last with odd parity
/// (Technical Implementation Guidance: Smart Card Enabled Physical Access Control Systems, 2.3, 6).
struct FederalNumber {
    let agency: String
    let system: String
    let credential: String
    let person: String

    /// 25 bytes.
    var encoded: [UInt8] {
        let start: UInt8 = 0xB
        let separator: UInt8 = 0xD
        let end: UInt8 = 0xF
        var symbols: [UInt8] = [start]
        for field in [agency, system, credential, "1", "1"] { symbols += Self.digits(field) + [separator] }
        // Person, category of the organization, its identifier, and what the person is to it, with no mark between.
        symbols += Self.digits(person + "1" + agency + "1") + [end]
        symbols.append(symbols.reduce(0, ^))
        let bits = symbols.flatMap(Self.bits)
        return stride(from: 0, to: bits.count, by: 8)
            .map { bits[$0..<min($0 + 8, bits.count)].reduce(0) { $0 << 1 | $1 } }
    }

    private static func digits(_ text: String) -> [UInt8] { text.utf8.map { $0 & 0x0F } }

    /// The least significant bit first, then what makes the number of ones odd.
    private static func bits(_ symbol: UInt8) -> [UInt8] {
        let bits = (0..<4).map { symbol >> $0 & 1 }
        return bits + [(bits.reduce(0, +) + 1) & 1]
    }
}
