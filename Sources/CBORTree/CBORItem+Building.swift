extension CBORItem {
    package static let null = simple(CBORHead(22))
    package static let undefined = simple(CBORHead(23))

    /// An integer in its shortest form.
    package static func int(_ value: some FixedWidthInteger) -> CBORItem {
        if value < 0 {
            .negative(CBORHead(UInt64(clamping: ~value)))
        } else {
            .unsigned(CBORHead(UInt64(clamping: value)))
        }
    }

    package static func bool(_ value: Bool) -> CBORItem {
        .simple(CBORHead(value ? 21 : 20))
    }

    package static func bytes(_ bytes: some Sequence<UInt8>) -> CBORItem {
        .byteString(CBORString(Array(bytes)))
    }

    package static func text(_ text: some StringProtocol) -> CBORItem {
        .textString(CBORString(Array(text.utf8)))
    }

    package static func list(_ elements: [CBORItem]) -> CBORItem {
        .array(CBORArray(elements))
    }

    /// A map with its entries in the given order.
    package static func pairs(_ entries: [(CBORItem, CBORItem)]) -> CBORItem {
        .map(CBORMap(entries.map { CBORMap.Entry($0.0, $0.1) }))
    }

    /// A map with its entries in canonical order (CTAP 2.1, 8).
    package static func sortedMap(_ entries: [(CBORItem, CBORItem)]) -> CBORItem {
        .map(
            CBORMap(
                entries.map { CBORMap.Entry($0.0, $0.1) }.sorted { CBORKeyOrder.precedes($0.key, $1.key) }
            )
        )
    }
}

extension CBORItem: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    package init(integerLiteral value: Int64) { self = .int(value) }
    package init(stringLiteral value: String) { self = .text(value) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(arrayLiteral elements: CBORItem...) { self = .list(elements) }

    /// Entries keep the order in which the literal has them, duplicates included.
    package init(dictionaryLiteral entries: (CBORItem, CBORItem)...) { self = .pairs(entries) }
}
