/// Puts answers to reset together (ISO/IEC 7816-3:2006, 8.2).
enum AnswerToResetBytes {
    /// T=0 alone: TB1 and TC1, then historical bytes, and no TCK.
    static func t0(_ historical: [UInt8]) -> [UInt8] {
        [0x3B, 0x60 | UInt8(historical.count), 0x00, 0xFF] + historical
    }

    /// T=1 alone, with IFSC 254.
    static func t1(_ historical: [UInt8]) -> [UInt8] {
        checked([0x90 | UInt8(historical.count), 0x18, 0x81, 0x31, 0xFE, 0x45] + historical)
    }

    /// T=0 first, T=1 offered besides: the reader chooses (ISO/IEC 7816-3:2006, 6.3.1).
    static func both(_ historical: [UInt8]) -> [UInt8] {
        checked([0x90 | UInt8(historical.count), 0x18, 0x80, 0x31, 0xFE, 0x45] + historical)
    }

    /// What a contactless reader makes up for a card that has no contacts (PC/SC part 3, 3.1.3.2.3).
    static func contactless(_ historical: [UInt8]) -> [UInt8] {
        checked([0x80 | UInt8(historical.count), 0x80, 0x01] + historical)
    }

    /// TS before and TCK behind.
    private static func checked(_ bytes: [UInt8]) -> [UInt8] {
        [0x3B] + bytes + [bytes.reduce(0, ^)]
    }
}
