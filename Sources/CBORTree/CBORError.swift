/// Bytes that are no well-formed CBOR data item (RFC 8949, 3), or more than this decoder takes on.
package struct CBORError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Reason: Hashable, Sendable {
        /// The bytes end inside an item.
        case truncated
        /// Bytes follow the item.
        case leftover(Int)
        /// Additional information 28, 29 or 30, which RFC 8949 reserves.
        case reservedHead(UInt8)
        /// An indefinite length where none is allowed.
        case indefiniteNotAllowed
        /// A break outside an indefinite-length item, or between a map's key and value.
        case unexpectedBreak
        /// A chunk of another type inside an indefinite-length string.
        case foreignChunk
        /// A simple value below 32 in two bytes (RFC 8949, 3.3).
        case malformedSimple(UInt8)
        /// A declared length or count that the remaining bytes cannot fill.
        case countBeyondInput(UInt64)
        /// Arrays, maps and tags nested more deeply than this decoder follows.
        case tooDeep(limit: Int)
    }

    package let reason: Reason
    /// Where the trouble is, counted from the first byte.
    package let offset: Int

    package init(_ reason: Reason, offset: Int) {
        self.reason = reason
        self.offset = offset
    }

    package var description: String { "\(explanation) at byte \(offset)" }

    private var explanation: String {
        switch reason {
        case .truncated: "the bytes end inside a CBOR item"
        case .leftover(let count): "\(count) bytes follow the CBOR item"
        case .reservedHead(let byte): "reserved CBOR head \(byte)"
        case .indefiniteNotAllowed: "indefinite length where CBOR allows none"
        case .unexpectedBreak: "CBOR break out of place"
        case .foreignChunk: "CBOR string chunk of another type"
        case .malformedSimple(let value): "CBOR simple value \(value) in two bytes"
        case .countBeyondInput(let count): "CBOR length \(count) beyond the end"
        case .tooDeep(let limit): "CBOR nested more than \(limit) levels deep"
        }
    }
}
