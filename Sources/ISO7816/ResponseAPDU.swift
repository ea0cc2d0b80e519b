/// A card's answer: data, then two status bytes (ISO/IEC 7816-4:2020, 5.2).
package struct ResponseAPDU: Hashable, Sendable {
    /// Fewer bytes than a status word has.
    package struct ParsingError: Error, Hashable, CustomStringConvertible {
        package let byteCount: Int

        package var description: String { "an answer of \(byteCount) bytes, without a status word" }
    }

    package var data: [UInt8]
    package var statusWord: StatusWord

    package init(data: [UInt8] = [], statusWord: StatusWord) {
        self.data = data
        self.statusWord = statusWord
    }

    /// Splits the answer into data and status word.
    ///
    /// Anything shorter than two bytes cannot have come from a card, so no status is invented for it.
    ///
    /// - Throws: ``ParsingError`` when there are fewer than two bytes.
    package init(parsing bytes: [UInt8]) throws(ParsingError) {
        guard bytes.count >= 2 else { throw ParsingError(byteCount: bytes.count) }
        data = Array(bytes.dropLast(2))
        statusWord = StatusWord(sw1: bytes[bytes.count - 2], sw2: bytes[bytes.count - 1])
    }

    package func encoded() -> [UInt8] {
        data + [statusWord.sw1, statusWord.sw2]
    }
}
