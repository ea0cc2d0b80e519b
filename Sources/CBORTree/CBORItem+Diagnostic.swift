import Octets

extension CBORItem {
    /// The item in diagnostic notation on one line (RFC 8949, 8).
    ///
    /// A head that is longer than it need be carries its encoding indicator (`10_1`, RFC 8949, 8.1), so that two
    /// spellings of one value read differently. Bytes of a text string that are no UTF-8 stand as `text'…'` in hex.
    package var diagnostic: String {
        switch self {
        case .unsigned(let head): "\(head.value)" + Self.indicator(head)
        case .negative(let head): Self.negative(head.value) + Self.indicator(head)
        case .byteString(let string): Self.string(string) { "h'\(Hex.encode($0))'" }
        case .textString(let string): Self.string(string) { Self.quoted($0) }
        case .array(let array):
            "[\(Self.indicator(array.length, count: array.elements.count))"
                + array.elements.map(\.diagnostic).joined(separator: ", ") + "]"
        case .map(let map):
            "{\(Self.indicator(map.length, count: map.entries.count))"
                + map.entries.map { "\($0.key.diagnostic): \($0.value.diagnostic)" }.joined(separator: ", ") + "}"
        case .tagged(let head, let item): "\(head.value)\(Self.indicator(head))(\(item.diagnostic))"
        case .simple(let head): Self.simple(head.value)
        case .float(let float): Self.float(float)
        }
    }

    private static func indicator(_ head: CBORHead) -> String {
        guard !head.isShortest else { return "" }
        return switch head.width {
        case .immediate: ""
        case .one: "_0"
        case .two: "_1"
        case .four: "_2"
        case .eight: "_3"
        }
    }

    private static func indicator(_ length: CBORLength, count: Int) -> String {
        switch length {
        case .indefinite: return "_ "
        case .definite(let width):
            let mark = indicator(CBORHead(UInt64(count), width: width))
            return mark.isEmpty ? "" : mark + " "
        }
    }

    /// `-1 - value`, written without overflow: only the value of all ones has no `UInt64` above it.
    private static func negative(_ value: UInt64) -> String {
        value == .max ? "-18446744073709551616" : "-\(value + 1)"
    }

    private static func string(_ string: CBORString, piece: ([UInt8]) -> String) -> String {
        let pieces = string.chunks.map { chunk in
            piece(chunk.bytes) + indicator(CBORHead(UInt64(chunk.bytes.count), width: chunk.width))
        }
        guard string.isIndefinite else { return pieces.joined() }
        return "(_ \(pieces.joined(separator: ", ")))"
    }

    /// Text in double quotes; what is no UTF-8, and every control character, is escaped.
    private static func quoted(_ bytes: [UInt8]) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else { return "text'\(Hex.encode(bytes))'" }
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            case "\u{0}"..<" ", "\u{7F}"..."\u{9F}":
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    private static func simple(_ value: UInt64) -> String {
        switch value {
        case 20: "false"
        case 21: "true"
        case 22: "null"
        case 23: "undefined"
        default: "simple(\(value))"
        }
    }

    private static func float(_ float: CBORFloat) -> String {
        let value = float.value
        var text = value.isNaN ? "NaN" : value.isInfinite ? (value < 0 ? "-Infinity" : "Infinity") : "\(value)"
        if let exponent = text.firstIndex(of: "e"), text[exponent...].hasPrefix("e-0") {
            text.remove(at: text.index(exponent, offsetBy: 2))
        }
        guard !float.isShortest else { return text }
        return text + (float.width == .single ? "_2" : "_3")
    }
}
