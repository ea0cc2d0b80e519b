/// One CBOR data item as it was written: order, duplicates, widths and indefinite lengths included (RFC 8949, 3).
///
/// Two items are equal when their bytes are. Reading by meaning goes through the accessors (``integer``, ``text``,
/// ``subscript(_:)-(Int64)``), which accept any well-formed spelling; whether the spelling is canonical is asked with
/// ``canonicalFindings()``.
package indirect enum CBORItem: Hashable, Sendable {
    case unsigned(CBORHead)
    /// The integer `-1 - value`.
    case negative(CBORHead)
    case byteString(CBORString)
    /// Kept as bytes, for a device may send what is no UTF-8.
    case textString(CBORString)
    case array(CBORArray)
    case map(CBORMap)
    case tagged(CBORHead, CBORItem)
    /// `false` is 20, `true` 21, `null` 22, `undefined` 23 (RFC 8949, 3.3).
    case simple(CBORHead)
    case float(CBORFloat)
}

/// A byte or text string: one piece, or the chunks of an indefinite-length one (RFC 8949, 3.2.3).
package struct CBORString: Hashable, Sendable {
    package struct Chunk: Hashable, Sendable {
        package let bytes: [UInt8]
        /// The width in which the chunk's length was written.
        package let width: CBORHead.Width

        package init(_ bytes: [UInt8], width: CBORHead.Width = .immediate) {
            self.bytes = bytes
            self.width = CBORHead(UInt64(bytes.count), width: width).width
        }
    }

    package let chunks: [Chunk]
    package let isIndefinite: Bool

    /// A string of definite length.
    package init(_ bytes: [UInt8], width: CBORHead.Width = .immediate) {
        chunks = [Chunk(bytes, width: width)]
        isIndefinite = false
    }

    /// A string of indefinite length.
    package init(chunks: [Chunk]) {
        self.chunks = chunks
        isIndefinite = true
    }

    package var bytes: [UInt8] {
        chunks.count == 1 ? chunks[0].bytes : chunks.flatMap(\.bytes)
    }
}

/// How the length of an array or map is written.
package enum CBORLength: Hashable, Sendable {
    case definite(CBORHead.Width)
    /// Ended by a break (RFC 8949, 3.2.2).
    case indefinite

    /// Written as short as the count allows.
    package static let shortest = Self.definite(.immediate)

    /// The same with the width widened to what the count needs, so that equal bytes mean equal values.
    func fitting(_ count: Int) -> Self {
        switch self {
        case .definite(let width): .definite(CBORHead(UInt64(count), width: width).width)
        case .indefinite: .indefinite
        }
    }
}

/// The elements of an array, in order.
package struct CBORArray: Hashable, Sendable {
    package let elements: [CBORItem]
    package let length: CBORLength

    package init(_ elements: [CBORItem], length: CBORLength = .shortest) {
        self.elements = elements
        self.length = length.fitting(elements.count)
    }
}

/// The entries of a map in the order they were written, duplicates included.
package struct CBORMap: Hashable, Sendable {
    package struct Entry: Hashable, Sendable {
        package let key: CBORItem
        package let value: CBORItem

        package init(_ key: CBORItem, _ value: CBORItem) {
            self.key = key
            self.value = value
        }
    }

    package let entries: [Entry]
    package let length: CBORLength

    package init(_ entries: [Entry], length: CBORLength = .shortest) {
        self.entries = entries
        self.length = length.fitting(entries.count)
    }
}
