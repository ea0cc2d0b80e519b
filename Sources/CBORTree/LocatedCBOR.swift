/// An item together with where it lies in the bytes that it was read from.
///
/// The tree keeps every width, so places follow from it and need not be kept while parsing.
package struct LocatedCBOR: Sendable {
    package let item: CBORItem
    /// Where the item's first byte lies.
    package let offset: Int

    /// Places an item whose first byte lies at an offset.
    package init(_ item: CBORItem, at offset: Int = 0) {
        self.item = item
        self.offset = offset
    }

    /// The bytes of the whole item, head included.
    package var range: Range<Int> { offset..<offset + item.encodedCount }

    /// The bytes of every string in the item, without heads, in rising order: where data can hide.
    ///
    /// The keys of maps count too. Empty strings have no bytes and are left out.
    package var stringRanges: [Range<Int>] {
        switch item {
        case .byteString(let string), .textString(let string):
            var ranges: [Range<Int>] = []
            var position = string.isIndefinite ? offset + 1 : offset
            for chunk in string.chunks {
                let start = position + 1 + Int(chunk.width.rawValue)
                position = start + chunk.bytes.count
                if start < position { ranges.append(start..<position) }
            }
            return ranges
        case .array, .map, .tagged:
            return children.flatMap(\.stringRanges)
        case .unsigned, .negative, .simple, .float:
            return []
        }
    }

    /// The elements of an array; `nil` for anything else.
    package var elements: [LocatedCBOR]? { item.elements.map { _ in children } }

    /// The entries of a map, duplicates included; `nil` for anything else.
    package var entries: [(key: CBORItem, value: LocatedCBOR)]? {
        guard let entries = item.entries else { return nil }
        let children = children
        return entries.indices.map { (entries[$0].key, children[2 * $0 + 1]) }
    }

    /// Every value that a map holds under an integer key: more than one where the map is malformed.
    package func values(_ key: Int64) -> [LocatedCBOR] {
        (entries ?? []).filter { $0.key.integer == key }.map(\.value)
    }

    /// Every value that a map holds under a text key.
    package func values(_ key: String) -> [LocatedCBOR] {
        (entries ?? []).filter { $0.key.text.map { $0.utf8.elementsEqual(key.utf8) } == true }.map(\.value)
    }

    /// The first value that a map holds under an integer key.
    package subscript(_ key: Int64) -> LocatedCBOR? { values(key).first }

    /// The first value that a map holds under a text key.
    package subscript(_ key: String) -> LocatedCBOR? { values(key).first }

    /// What is directly inside: elements, keys and values in turn, or the tagged item.
    private var children: [LocatedCBOR] {
        let inner: [CBORItem]
        let head: Int
        switch item {
        case .array(let array):
            inner = array.elements
            head = array.length.headCount
        case .map(let map):
            inner = map.entries.flatMap { [$0.key, $0.value] }
            head = map.length.headCount
        case .tagged(let tag, let content):
            inner = [content]
            head = 1 + Int(tag.width.rawValue)
        default:
            return []
        }
        var position = offset + head
        return inner.map { item in
            defer { position += item.encodedCount }
            return LocatedCBOR(item, at: position)
        }
    }
}

extension CBORItem {
    /// How many bytes ``encoded()`` makes.
    package var encodedCount: Int {
        switch self {
        case .unsigned(let head), .negative(let head), .simple(let head): 1 + Int(head.width.rawValue)
        case .byteString(let string), .textString(let string):
            string.chunks.reduce(string.isIndefinite ? 2 : 0) { $0 + 1 + Int($1.width.rawValue) + $1.bytes.count }
        case .array(let array):
            array.elements.reduce(array.length.frameCount) { $0 + $1.encodedCount }
        case .map(let map):
            map.entries.reduce(map.length.frameCount) { $0 + $1.key.encodedCount + $1.value.encodedCount }
        case .tagged(let tag, let item): 1 + Int(tag.width.rawValue) + item.encodedCount
        case .float(let float): 1 + Int(float.width.rawValue)
        }
    }
}

extension CBORLength {
    /// Bytes in front of the first element.
    fileprivate var headCount: Int {
        switch self {
        case .definite(let width): 1 + Int(width.rawValue)
        case .indefinite: 1
        }
    }

    /// Bytes around the elements, a break included.
    fileprivate var frameCount: Int { self == .indefinite ? 2 : headCount }
}
