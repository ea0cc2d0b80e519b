import Octets

/// Reads one JSON text (RFC 8259) and stops at the first byte that does not fit.
///
/// Stricter than most readers: a name given twice is an error, for two programs could read two different values.
package struct JSONParser {
    /// Text that is not JSON.
    package struct SyntaxError: Error, Hashable {
        package let offset: Int
        package let expected: String
    }

    /// A recording nests three levels deep; this leaves room for later versions and none for a bomb.
    private static let maximumDepth = 16

    private var reader: ByteReader

    private init(_ bytes: ArraySlice<UInt8>) {
        reader = ByteReader(bytes)
    }

    /// Reads the whole of `bytes` as one value.
    ///
    /// - Throws: ``SyntaxError`` at the first byte that does not fit, bytes after the value included.
    package static func parse(_ bytes: ArraySlice<UInt8>) throws(SyntaxError) -> JSONNode {
        var parser = Self(bytes)
        let node = try parser.value(depth: 0)
        parser.skipSpace()
        guard parser.reader.isAtEnd else { throw parser.error("the end of the line") }
        return node
    }

    private func error(_ expected: String) -> SyntaxError { SyntaxError(offset: reader.offset, expected: expected) }

    private mutating func value(depth: Int) throws(SyntaxError) -> JSONNode {
        skipSpace()
        let offset = reader.offset
        guard depth < Self.maximumDepth else { throw error("at most \(Self.maximumDepth) levels of nesting") }
        let value: JSONNode.Value
        switch reader.peek() {
        case UInt8(ascii: "{"): value = .object(try object(depth: depth))
        case UInt8(ascii: "["): value = .array(try array(depth: depth))
        case UInt8(ascii: "\""): value = .string(try string())
        case UInt8(ascii: "t"): value = try word("true", .boolean(true))
        case UInt8(ascii: "f"): value = try word("false", .boolean(false))
        case UInt8(ascii: "n"): value = try word("null", .null)
        case UInt8(ascii: "-"), .some(UInt8(ascii: "0")...UInt8(ascii: "9")): value = .number(try number())
        default: throw error("a JSON value")
        }
        return JSONNode(offset: offset, value: value)
    }

    private mutating func object(depth: Int) throws(SyntaxError) -> [JSONNode.Member] {
        var members: [JSONNode.Member] = []
        var names: Set<String> = []
        try take("{")
        skipSpace()
        if skip("}") { return members }
        while true {
            skipSpace()
            let offset = reader.offset
            guard reader.peek() == UInt8(ascii: "\"") else { throw error("a member name") }
            let name = try string()
            guard names.insert(name).inserted else {
                throw SyntaxError(offset: offset, expected: "each name once, and `\(name)` came before")
            }
            skipSpace()
            try take(":")
            members.append(JSONNode.Member(name: name, node: try value(depth: depth + 1)))
            skipSpace()
            if skip("}") { return members }
            guard skip(",") else { throw error("`,` or `}`") }
        }
    }

    private mutating func array(depth: Int) throws(SyntaxError) -> [JSONNode] {
        var elements: [JSONNode] = []
        try take("[")
        skipSpace()
        if skip("]") { return elements }
        while true {
            elements.append(try value(depth: depth + 1))
            skipSpace()
            if skip("]") { return elements }
            guard skip(",") else { throw error("`,` or `]`") }
        }
    }

    private mutating func number() throws(SyntaxError) -> String {
        var text = ""
        if skip("-") { text = "-" }
        if skip("0") { text += "0" } else { text += try digits() }
        if skip(".") { text += "." + (try digits()) }
        if skip("e") || skip("E") {
            text += "e"
            if skip("-") { text += "-" } else { _ = skip("+") }
            text += try digits()
        }
        return text
    }

    private mutating func digits() throws(SyntaxError) -> String {
        var text = ""
        while let digit = reader.peek(), (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) {
            text.unicodeScalars.append(Unicode.Scalar(digit))
            advance()
        }
        guard !text.isEmpty else { throw error("a digit") }
        return text
    }

    private mutating func word(
        _ text: StaticString,
        _ value: JSONNode.Value
    ) throws(SyntaxError) -> JSONNode.Value {
        for byte in "\(text)".utf8 {
            guard reader.peek() == byte else { throw error("`\(text)`") }
            advance()
        }
        return value
    }

    private mutating func take(_ character: Unicode.Scalar) throws(SyntaxError) {
        guard skip(character) else { throw error("`\(character)`") }
    }

    private mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard reader.peek() == UInt8(ascii: character) else { return false }
        advance()
        return true
    }

    private mutating func skipSpace() {
        while let byte = reader.peek(), byte == 0x20 || byte == 0x09 || byte == 0x0D { advance() }
    }

    private mutating func advance() {
        _ = try? reader.readByte()
    }
}

extension JSONParser {
    private mutating func string() throws(SyntaxError) -> String {
        try take("\"")
        let start = reader.offset
        var bytes: [UInt8] = []
        while let byte = reader.peek() {
            switch byte {
            case UInt8(ascii: "\""):
                advance()
                guard let text = String(validating: bytes, as: UTF8.self) else {
                    throw SyntaxError(offset: start, expected: "UTF-8")
                }
                return text
            case UInt8(ascii: "\\"):
                advance()
                bytes += try escape().utf8
            case ..<0x20:
                throw error("control characters as \\u escapes")
            default:
                bytes.append(byte)
                advance()
            }
        }
        throw error("a closing quotation mark")
    }

    private mutating func escape() throws(SyntaxError) -> String {
        let simple: [UInt8: String] = [
            UInt8(ascii: "\""): "\"", UInt8(ascii: "\\"): "\\", UInt8(ascii: "/"): "/", UInt8(ascii: "b"): "\u{8}",
            UInt8(ascii: "f"): "\u{C}", UInt8(ascii: "n"): "\n", UInt8(ascii: "r"): "\r", UInt8(ascii: "t"): "\t",
        ]
        if let byte = reader.peek(), let text = simple[byte] {
            advance()
            return text
        }
        guard skip("u") else { throw error("an escape: one of \"\\/bfnrtu") }
        let offset = reader.offset
        let unit = try codeUnit()
        var units = [unit]
        if UTF16.isLeadSurrogate(unit), skip("\\"), skip("u") { units.append(try codeUnit()) }
        guard let text = String(validating: units, as: UTF16.self) else {
            throw SyntaxError(offset: offset, expected: "a Unicode character")
        }
        return text
    }

    private mutating func codeUnit() throws(SyntaxError) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let byte = reader.peek(), let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80
            else {
                throw error("four hexadecimal digits")
            }
            unit = unit << 4 | UInt16(digit)
            advance()
        }
        return unit
    }
}
