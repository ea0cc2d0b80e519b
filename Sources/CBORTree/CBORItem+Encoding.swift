extension CBORItem {
    /// The bytes of this item, exactly as it says: an item that was parsed gives back what it was parsed from.
    package func encoded() -> [UInt8] {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return bytes
    }

    /// The same value in CTAP2 canonical form (CTAP 2.1, 8): shortest heads, definite lengths, sorted keys.
    ///
    /// Duplicate keys and tags stay, since dropping either would change the value; floats keep their width as CTAP
    /// demands.
    package func canonicalized() -> CBORItem {
        switch self {
        case .unsigned(let head): .unsigned(CBORHead(head.value))
        case .negative(let head): .negative(CBORHead(head.value))
        case .byteString(let string): .byteString(CBORString(string.bytes))
        case .textString(let string): .textString(CBORString(string.bytes))
        case .array(let array): .array(CBORArray(array.elements.map { $0.canonicalized() }))
        case .map(let map):
            .map(
                CBORMap(
                    map.entries
                        .map { CBORMap.Entry($0.key.canonicalized(), $0.value.canonicalized()) }
                        .sorted { CBORKeyOrder.precedes($0.key, $1.key) }
                )
            )
        case .tagged(let head, let item): .tagged(CBORHead(head.value), item.canonicalized())
        case .simple, .float: self
        }
    }

    private func append(to bytes: inout [UInt8]) {
        switch self {
        case .unsigned(let head): Self.append(head, major: 0, to: &bytes)
        case .negative(let head): Self.append(head, major: 1, to: &bytes)
        case .byteString(let string): Self.append(string, major: 2, to: &bytes)
        case .textString(let string): Self.append(string, major: 3, to: &bytes)
        case .array(let array):
            Self.append(array.length, count: array.elements.count, major: 4, to: &bytes)
            for element in array.elements { element.append(to: &bytes) }
            if array.length == .indefinite { bytes.append(0xFF) }
        case .map(let map):
            Self.append(map.length, count: map.entries.count, major: 5, to: &bytes)
            for entry in map.entries {
                entry.key.append(to: &bytes)
                entry.value.append(to: &bytes)
            }
            if map.length == .indefinite { bytes.append(0xFF) }
        case .tagged(let head, let item):
            Self.append(head, major: 6, to: &bytes)
            item.append(to: &bytes)
        case .simple(let head): Self.append(head, major: 7, to: &bytes)
        case .float(let float):
            let info: UInt8 =
                switch float.width {
                case .half: 25
                case .single: 26
                case .double: 27
                }
            bytes.append(7 << 5 | info)
            Self.append(float.bits, count: float.width.rawValue, to: &bytes)
        }
    }

    private static func append(_ head: CBORHead, major: UInt8, to bytes: inout [UInt8]) {
        let info: UInt8 =
            switch head.width {
            case .immediate: UInt8(truncatingIfNeeded: head.value)
            case .one: 24
            case .two: 25
            case .four: 26
            case .eight: 27
            }
        bytes.append(major << 5 | info)
        append(head.value, count: head.width.rawValue, to: &bytes)
    }

    private static func append(_ number: UInt64, count: UInt8, to bytes: inout [UInt8]) {
        for index in (0..<count).reversed() {
            bytes.append(UInt8(truncatingIfNeeded: number >> (8 * UInt64(index))))
        }
    }

    private static func append(_ string: CBORString, major: UInt8, to bytes: inout [UInt8]) {
        if string.isIndefinite { bytes.append(major << 5 | 31) }
        for chunk in string.chunks {
            append(CBORHead(UInt64(chunk.bytes.count), width: chunk.width), major: major, to: &bytes)
            bytes.append(contentsOf: chunk.bytes)
        }
        if string.isIndefinite { bytes.append(0xFF) }
    }

    private static func append(_ length: CBORLength, count: Int, major: UInt8, to bytes: inout [UInt8]) {
        switch length {
        case .definite(let width): append(CBORHead(UInt64(count), width: width), major: major, to: &bytes)
        case .indefinite: bytes.append(major << 5 | 31)
        }
    }
}
