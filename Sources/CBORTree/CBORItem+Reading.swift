extension CBORItem {
    /// The value of a non-negative integer of any width.
    package var unsignedInteger: UInt64? {
        guard case .unsigned(let head) = self else { return nil }
        return head.value
    }

    /// The value of an integer of either sign, where 64 bits hold it.
    package var integer: Int64? {
        switch self {
        case .unsigned(let head): Int64(exactly: head.value)
        case .negative(let head): Int64(exactly: head.value).map { ~$0 }
        default: nil
        }
    }

    package var bytes: [UInt8]? {
        guard case .byteString(let string) = self else { return nil }
        return string.bytes
    }

    /// The text of a text string; `nil` also when its bytes are no UTF-8.
    package var text: String? {
        guard case .textString(let string) = self else { return nil }
        return String(validating: string.bytes, as: UTF8.self)
    }

    package var bool: Bool? {
        guard case .simple(let head) = self else { return nil }
        return switch head.value {
        case 20: false
        case 21: true
        default: nil
        }
    }

    package var elements: [CBORItem]? {
        guard case .array(let array) = self else { return nil }
        return array.elements
    }

    package var entries: [CBORMap.Entry]? {
        guard case .map(let map) = self else { return nil }
        return map.entries
    }

    /// The first value that a map holds under an integer key, however the key is written.
    package subscript(_ key: Int64) -> CBORItem? {
        entries?.first { $0.key.integer == key }?.value
    }

    /// The first value that a map holds under a text key, however the key is written.
    package subscript(_ key: String) -> CBORItem? {
        entries?.first { $0.key.isText(key) }?.value
    }

    /// Compares bytes: `String` would call two spellings of one accented letter equal, CBOR does not.
    private func isText(_ text: String) -> Bool {
        guard case .textString(let string) = self else { return false }
        return string.bytes.elementsEqual(text.utf8)
    }
}
