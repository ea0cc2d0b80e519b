import Octets

/// One BER-TLV data object (ISO/IEC 7816-4:2020, 6.3).
///
/// What a constructed object holds is read when asked for, one level at a time, so that no nesting can run deep.
package struct BERTLV: Hashable, Sendable {
    /// The tag's bytes as one number: `0x5FC105`, `0x7F49`.
    package let tag: UInt32
    package let value: [UInt8]

    package init(tag: UInt32, value: [UInt8]) {
        self.tag = tag
        self.value = value
    }

    /// A constructed object of the given ones.
    package init(tag: UInt32, containing objects: [BERTLV]) {
        self.init(tag: tag, value: objects.flatMap { $0.encoded() })
    }

    /// Whether the tag says that the value is itself a sequence of data objects.
    package var isConstructed: Bool { tagBytes.first.map { $0 & 0x20 != 0 } ?? false }

    /// The data objects that a constructed one holds.
    ///
    /// - Throws: ``ParsingError`` when the value is none.
    package func children() throws(ParsingError) -> [BERTLV] {
        try Self.sequence(parsing: value)
    }

    /// The bytes, with the length as short as it can be written.
    package func encoded() -> [UInt8] {
        let count = UInt32(clamping: value.count)
        guard count >= 0x80 else { return tagBytes + [UInt8(count)] + value }
        let length = Self.bytes(of: count)
        return tagBytes + [0x80 | UInt8(length.count)] + length + value
    }

    private var tagBytes: [UInt8] { Self.bytes(of: tag) }

    /// Big-endian without leading zeros, one byte at least.
    private static func bytes(of number: UInt32) -> [UInt8] {
        let bytes = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
        return Array(bytes.drop { $0 == 0 }.isEmpty ? [0] : bytes.drop { $0 == 0 })
    }
}

extension BERTLV {
    /// Bytes that are no data objects.
    package enum ParsingError: Error, Hashable, Sendable, CustomStringConvertible {
        case truncated(offset: Int)
        /// A tag of more than four bytes.
        case tagTooLong(offset: Int)
        /// An indefinite length, or one of more than four bytes.
        case unsupportedLength(offset: Int)
        case lengthBeyondInput(UInt64, offset: Int)
        /// Another number of objects than the one that was expected.
        case notOne(Int)

        package var description: String {
            switch self {
            case .truncated(let offset): "a data object ends early at byte \(offset)"
            case .tagTooLong(let offset): "a tag of more than four bytes at byte \(offset)"
            case .unsupportedLength(let offset): "an indefinite or oversized length at byte \(offset)"
            case .lengthBeyondInput(let length, let offset): "a length of \(length) beyond the end at byte \(offset)"
            case .notOne(let count): "\(count) data objects instead of one"
            }
        }
    }

    /// Reads exactly one object.
    ///
    /// - Throws: ``ParsingError`` when the bytes are no data object, or more than one.
    package init(parsing bytes: [UInt8]) throws(ParsingError) {
        let objects = try Self.sequence(parsing: bytes)
        guard objects.count == 1, let only = objects.first else { throw .notOne(objects.count) }
        self = only
    }

    /// Reads objects up to the end; bytes of `00` before, between and behind them mean nothing and are passed over.
    ///
    /// - Throws: ``ParsingError`` at the first byte that fits no object.
    package static func sequence(parsing bytes: [UInt8]) throws(ParsingError) -> [BERTLV] {
        var reader = ByteReader(bytes)
        var objects: [BERTLV] = []
        while let next = reader.peek() {
            if next == 0 {
                _ = try byte(&reader)
                continue
            }
            let tag = try tag(&reader)
            let length = try length(&reader)
            do throws(ByteReader.Shortage) {
                objects.append(BERTLV(tag: tag, value: try reader.read(length)))
            } catch {
                throw .lengthBeyondInput(UInt64(length), offset: error.offset)
            }
        }
        return objects
    }

    private static func byte(_ reader: inout ByteReader) throws(ParsingError) -> UInt8 {
        do { return try reader.readByte() } catch { throw .truncated(offset: error.offset) }
    }

    private static func tag(_ reader: inout ByteReader) throws(ParsingError) -> UInt32 {
        let start = reader.offset
        var tag = UInt32(try byte(&reader))
        guard tag & 0x1F == 0x1F else { return tag }
        repeat {
            guard tag <= 0xFF_FFFF else { throw .tagTooLong(offset: start) }
            tag = tag << 8 | UInt32(try byte(&reader))
        } while tag & 0x80 != 0
        return tag
    }

    private static func length(_ reader: inout ByteReader) throws(ParsingError) -> Int {
        let start = reader.offset
        let first = try byte(&reader)
        let number: UInt64
        if first < 0x80 {
            number = UInt64(first)
        } else {
            let count = Int(first & 0x7F)
            guard (1...4).contains(count) else { throw .unsupportedLength(offset: start) }
            do { number = try reader.readBigEndian(count) } catch { throw .truncated(offset: error.offset) }
        }
        guard let length = Int(exactly: number), length <= reader.remaining else {
            throw .lengthBeyondInput(number, offset: start)
        }
        return length
    }
}
