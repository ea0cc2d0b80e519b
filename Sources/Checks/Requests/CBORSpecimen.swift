import CBORTree

/// One small item of each CBOR type (RFC 8949, 3.1).
enum CBORSpecimen {
    /// The major types, with the simple values taken apart; integers of both signs are one, since members that take an
    /// integer take either.
    enum Kind: Hashable {
        case integer, bytes, text, array, map, bool, null, other
    }

    static let all: [CBORItem] = [1, .bytes([0]), "x", [], [:], true, .null]

    static func type(of item: CBORItem) -> Kind {
        switch item {
        case .unsigned, .negative: .integer
        case .byteString: .bytes
        case .textString: .text
        case .array: .array
        case .map: .map
        case .simple: item.bool == nil ? .null : .bool
        case .tagged, .float: .other
        }
    }
}
