package import Octets

extension CBORItem {
    /// Levels of nesting that are followed; CTAP2 messages use four (CTAP 2.1, 8), certificates and metadata few more.
    package static let maximumDepth = 32

    /// Reads the one item that the bytes hold.
    ///
    /// Any well-formed item is taken, canonical or not.
    ///
    /// - Throws: ``CBORError`` when the bytes are not well formed, and when any are left over.
    package init(parsing bytes: [UInt8]) throws(CBORError) {
        var reader = ByteReader(bytes)
        self = try Self(reading: &reader)
        guard reader.isAtEnd else { throw CBORError(.leftover(reader.remaining), offset: reader.offset) }
    }

    /// Reads the next item and leaves the reader behind it, for formats that put CBOR in front of other bytes.
    ///
    /// - Throws: ``CBORError`` when the bytes are not well formed.
    package init(reading reader: inout ByteReader) throws(CBORError) {
        var decoder = CBORDecoder(reader: reader)
        self = try decoder.item(depth: 0)
        reader = decoder.reader
    }
}

/// One pass over the bytes; every count is checked against what is left before anything is reserved for it.
private struct CBORDecoder {
    var reader: ByteReader

    private enum Argument {
        case number(CBORHead)
        case indefinite
    }

    mutating func item(depth: Int) throws(CBORError) -> CBORItem {
        let start = reader.offset
        let first = try byte()
        let info = first & 0x1F
        switch first >> 5 {
        case 0: return .unsigned(try definiteArgument(info, at: start))
        case 1: return .negative(try definiteArgument(info, at: start))
        case 2: return .byteString(try string(major: 2, info: info, at: start))
        case 3: return .textString(try string(major: 3, info: info, at: start))
        case 4: return .array(try array(info: info, at: start, depth: depth))
        case 5: return .map(try map(info: info, at: start, depth: depth))
        case 6:
            let tag = try definiteArgument(info, at: start)
            try descend(from: depth, at: start)
            return .tagged(tag, try item(depth: depth + 1))
        default: return try simpleOrFloat(info: info, at: start)
        }
    }

    private func descend(from depth: Int, at start: Int) throws(CBORError) {
        guard depth < CBORItem.maximumDepth else {
            throw CBORError(.tooDeep(limit: CBORItem.maximumDepth), offset: start)
        }
    }

    private mutating func byte() throws(CBORError) -> UInt8 {
        do { return try reader.readByte() } catch { throw CBORError(.truncated, offset: error.offset) }
    }

    private mutating func number(_ width: Int) throws(CBORError) -> UInt64 {
        do { return try reader.readBigEndian(width) } catch { throw CBORError(.truncated, offset: error.offset) }
    }

    private mutating func argument(_ info: UInt8, at start: Int) throws(CBORError) -> Argument {
        switch info {
        case 0..<24: .number(CBORHead(UInt64(info)))
        case 24: .number(CBORHead(try number(1), width: .one))
        case 25: .number(CBORHead(try number(2), width: .two))
        case 26: .number(CBORHead(try number(4), width: .four))
        case 27: .number(CBORHead(try number(8), width: .eight))
        case 31: .indefinite
        default: throw CBORError(.reservedHead(info), offset: start)
        }
    }

    private mutating func definiteArgument(_ info: UInt8, at start: Int) throws(CBORError) -> CBORHead {
        guard case .number(let head) = try argument(info, at: start) else {
            throw CBORError(.indefiniteNotAllowed, offset: start)
        }
        return head
    }

    /// A count that the remaining bytes can hold when each counted thing takes at least so many.
    private func count(_ head: CBORHead, unit: Int, at start: Int) throws(CBORError) -> Int {
        guard let count = Int(exactly: head.value), count <= reader.remaining / unit else {
            throw CBORError(.countBeyondInput(head.value), offset: start)
        }
        return count
    }

    /// Steps over a break, if one is next.
    private mutating func takeBreak() throws(CBORError) -> Bool {
        guard reader.peek() == 0xFF else { return false }
        _ = try byte()
        return true
    }

    private mutating func chunk(_ head: CBORHead, at start: Int) throws(CBORError) -> CBORString.Chunk {
        let length = try count(head, unit: 1, at: start)
        do {
            return CBORString.Chunk(try reader.read(length), width: head.width)
        } catch {
            throw CBORError(.truncated, offset: error.offset)
        }
    }

    private mutating func string(major: UInt8, info: UInt8, at start: Int) throws(CBORError) -> CBORString {
        switch try argument(info, at: start) {
        case .number(let head):
            let only = try chunk(head, at: start)
            return CBORString(only.bytes, width: only.width)
        case .indefinite:
            var chunks: [CBORString.Chunk] = []
            while try !takeBreak() {
                let chunkStart = reader.offset
                let first = try byte()
                guard first >> 5 == major else { throw CBORError(.foreignChunk, offset: chunkStart) }
                chunks.append(try chunk(try definiteArgument(first & 0x1F, at: chunkStart), at: chunkStart))
            }
            return CBORString(chunks: chunks)
        }
    }

    private mutating func array(info: UInt8, at start: Int, depth: Int) throws(CBORError) -> CBORArray {
        try descend(from: depth, at: start)
        var elements: [CBORItem] = []
        switch try argument(info, at: start) {
        case .number(let head):
            let count = try count(head, unit: 1, at: start)
            for _ in 0..<count { elements.append(try item(depth: depth + 1)) }
            return CBORArray(elements, length: .definite(head.width))
        case .indefinite:
            while try !takeBreak() { elements.append(try item(depth: depth + 1)) }
            return CBORArray(elements, length: .indefinite)
        }
    }

    private mutating func map(info: UInt8, at start: Int, depth: Int) throws(CBORError) -> CBORMap {
        try descend(from: depth, at: start)
        var entries: [CBORMap.Entry] = []
        switch try argument(info, at: start) {
        case .number(let head):
            let count = try count(head, unit: 2, at: start)
            for _ in 0..<count { entries.append(try entry(depth: depth + 1)) }
            return CBORMap(entries, length: .definite(head.width))
        case .indefinite:
            while try !takeBreak() { entries.append(try entry(depth: depth + 1)) }
            return CBORMap(entries, length: .indefinite)
        }
    }

    private mutating func entry(depth: Int) throws(CBORError) -> CBORMap.Entry {
        let key = try item(depth: depth)
        return CBORMap.Entry(key, try item(depth: depth))
    }

    private mutating func simpleOrFloat(info: UInt8, at start: Int) throws(CBORError) -> CBORItem {
        switch info {
        case 24:
            let value = try byte()
            guard value >= 32 else { throw CBORError(.malformedSimple(value), offset: start) }
            return .simple(CBORHead(UInt64(value)))
        case 25: return .float(CBORFloat(bits: try number(2), width: .half))
        case 26: return .float(CBORFloat(bits: try number(4), width: .single))
        case 27: return .float(CBORFloat(bits: try number(8), width: .double))
        case 31: throw CBORError(.unexpectedBreak, offset: start)
        default: return .simple(try definiteArgument(info, at: start))
        }
    }
}
