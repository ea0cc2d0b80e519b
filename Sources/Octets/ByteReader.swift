/// A position in bytes that came from outside: every read is checked, and nothing traps.
package struct ByteReader: Sendable {
    /// More bytes were wanted than are left.
    package struct Shortage: Error, Hashable, CustomStringConvertible {
        /// Where the read began, counted from the first byte.
        package let offset: Int
        package let wanted: Int
        package let available: Int

        package var description: String { "\(wanted) bytes expected at offset \(offset), \(available) left" }
    }

    private let bytes: ArraySlice<UInt8>
    /// Bytes read so far.
    package private(set) var offset = 0

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes[...]
    }

    package init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
    }

    package var remaining: Int { bytes.count - offset }
    package var isAtEnd: Bool { remaining == 0 }

    /// The next byte, left in place; `nil` at the end.
    package func peek() -> UInt8? {
        isAtEnd ? nil : bytes[bytes.startIndex + offset]
    }

    package mutating func readByte() throws(Shortage) -> UInt8 {
        guard let byte = peek() else { throw Shortage(offset: offset, wanted: 1, available: 0) }
        offset += 1
        return byte
    }

    package mutating func read(_ count: Int) throws(Shortage) -> [UInt8] {
        guard count >= 0, count <= remaining else {
            throw Shortage(offset: offset, wanted: count, available: remaining)
        }
        defer { offset += count }
        let start = bytes.startIndex + offset
        return Array(bytes[start..<start + count])
    }

    /// An unsigned big-endian integer of 1 to 8 bytes.
    package mutating func readBigEndian(_ count: Int) throws(Shortage) -> UInt64 {
        try read(count).reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// Everything that is left.
    package mutating func readRest() -> [UInt8] {
        defer { offset = bytes.count }
        return Array(bytes.dropFirst(offset))
    }
}
