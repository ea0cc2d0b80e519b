/// The order of map keys in CTAP2 canonical form (CTAP 2.1, 8).
///
/// Lower major type first, then the shorter encoding, then byte by byte. For integers and strings this equals the order
/// of RFC 8949, 4.2.1, because a canonical head carries type and length in front.
enum CBORKeyOrder {
    static func precedes(_ left: CBORItem, _ right: CBORItem) -> Bool {
        precedes(left.encoded(), right.encoded())
    }

    static func precedes(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard let leftFirst = left.first, let rightFirst = right.first else { return left.count < right.count }
        if leftFirst >> 5 != rightFirst >> 5 { return leftFirst >> 5 < rightFirst >> 5 }
        if left.count != right.count { return left.count < right.count }
        return left.lexicographicallyPrecedes(right)
    }
}
