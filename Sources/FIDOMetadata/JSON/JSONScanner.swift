/// The one pass over a JSON text: grammar, UTF-8 and limits, with the position of every value as its result.
///
/// It keeps a stack of its own, so that nesting costs memory by limit and never the thread's stack.
struct JSONScanner {
    private struct Container {
        let index: Int
        let isObject: Bool
    }

    private let limits: JSONDocument.Limits
    private(set) var values: [JSONDocument.Value] = []
    private var open: [Container] = []
    private var offset = 0

    init(limits: JSONDocument.Limits, byteCount: Int) {
        self.limits = limits
        values.reserveCapacity(min(byteCount / 64, limits.values))
    }

    mutating func scan(_ text: UnsafeBufferPointer<UInt8>) throws(JSONError) {
        try scanValue(text)
        while let container = open.last {
            try scanNext(in: container, text)
        }
        skipSpace(text)
        guard offset == text.count else { throw JSONError(.trailingData, offset: offset) }
    }

    /// What follows inside an open container: the next element or member, or its end.
    private mutating func scanNext(in container: Container, _ text: UnsafeBufferPointer<UInt8>) throws(JSONError) {
        skipSpace(text)
        let isFirst = values.count == container.index + 1
        let closing = container.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
        var byte = try current(text)
        if byte == closing {
            offset += 1
            open.removeLast()
            close(container.index)
            return
        }
        if !isFirst {
            guard byte == UInt8(ascii: ",") else { throw JSONError(.unexpectedByte(byte), offset: offset) }
            offset += 1
            skipSpace(text)
            byte = try current(text)
        }
        if container.isObject {
            guard byte == UInt8(ascii: "\"") else { throw JSONError(.unexpectedByte(byte), offset: offset) }
            try scanString(text)
            skipSpace(text)
            let colon = try current(text)
            guard colon == UInt8(ascii: ":") else { throw JSONError(.unexpectedByte(colon), offset: offset) }
            offset += 1
        }
        try scanValue(text)
    }

    private mutating func scanValue(_ text: UnsafeBufferPointer<UInt8>) throws(JSONError) {
        skipSpace(text)
        let byte = try current(text)
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            guard open.count < limits.depth else { throw JSONError(.tooDeep(limit: limits.depth), offset: offset) }
            let isObject = byte == UInt8(ascii: "{")
            open.append(Container(index: values.count, isObject: isObject))
            try begin(isObject ? .object : .array)
            offset += 1
        case UInt8(ascii: "\""): try scanString(text)
        case UInt8(ascii: "t"): try scanWord("true", .true, text)
        case UInt8(ascii: "f"): try scanWord("false", .false, text)
        case UInt8(ascii: "n"): try scanWord("null", .null, text)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try scanNumber(text)
        default: throw JSONError(.unexpectedByte(byte), offset: offset)
        }
    }

    private mutating func scanWord(
        _ word: StaticString,
        _ kind: JSONNode.Kind,
        _ text: UnsafeBufferPointer<UInt8>
    ) throws(JSONError) {
        let start = offset
        for index in 0..<word.utf8CodeUnitCount {
            let byte = try current(text)
            guard byte == word.utf8Start[index] else { throw JSONError(.unexpectedByte(byte), offset: offset) }
            offset += 1
        }
        try append(kind, from: start)
    }

    /// `-`, digits without a leading zero, fraction, exponent (RFC 8259, 6).
    private mutating func scanNumber(_ text: UnsafeBufferPointer<UInt8>) throws(JSONError) {
        let start = offset
        if text[offset] == UInt8(ascii: "-") { offset += 1 }
        let firstDigit = offset
        try skipDigits(text)
        if text[firstDigit] == UInt8(ascii: "0"), offset > firstDigit + 1 {
            throw JSONError(.invalidNumber, offset: firstDigit)
        }
        if offset < text.count, text[offset] == UInt8(ascii: ".") {
            offset += 1
            try skipDigits(text)
        }
        if offset < text.count, text[offset] | 0x20 == UInt8(ascii: "e") {
            offset += 1
            if offset < text.count, text[offset] == UInt8(ascii: "+") || text[offset] == UInt8(ascii: "-") {
                offset += 1
            }
            try skipDigits(text)
        }
        try append(.number, from: start)
    }

    /// At least one digit.
    private mutating func skipDigits(_ text: UnsafeBufferPointer<UInt8>) throws(JSONError) {
        let start = offset
        while offset < text.count, text[offset] &- UInt8(ascii: "0") < 10 { offset += 1 }
        guard offset > start else { throw JSONError(.invalidNumber, offset: start) }
    }

    private mutating func scanString(_ text: UnsafeBufferPointer<UInt8>) throws(JSONError) {
        let start = offset
        var isEscaped = false
        offset += 1
        while true {
            offset = JSONStringScan.endOfPlainRun(in: text, from: offset)
            let byte = try current(text)
            switch byte {
            case UInt8(ascii: "\""):
                offset += 1
                try append(.string, from: start, isEscaped: isEscaped)
                return
            case UInt8(ascii: "\\"):
                isEscaped = true
                offset = try JSONStringScan.endOfEscape(in: text, from: offset)
            case 0x80...:
                offset = try JSONStringScan.endOfCharacter(in: text, from: offset)
            default:
                throw JSONError(.bareControlCharacter, offset: offset)
            }
        }
    }

    /// A container, whose end is not known yet.
    private mutating func begin(_ kind: JSONNode.Kind) throws(JSONError) {
        try append(kind, from: offset)
    }

    private mutating func append(_ kind: JSONNode.Kind, from start: Int, isEscaped: Bool = false) throws(JSONError) {
        guard values.count < limits.values else {
            throw JSONError(.tooManyValues(limit: limits.values), offset: start)
        }
        values.append(
            JSONDocument.Value(
                kind: kind,
                isEscaped: isEscaped,
                start: UInt32(truncatingIfNeeded: start),
                end: UInt32(truncatingIfNeeded: offset),
                next: UInt32(truncatingIfNeeded: values.count + 1)
            )
        )
    }

    private mutating func close(_ index: Int) {
        values[index].end = UInt32(truncatingIfNeeded: offset)
        values[index].next = UInt32(truncatingIfNeeded: values.count)
    }

    private func current(_ text: UnsafeBufferPointer<UInt8>) throws(JSONError) -> UInt8 {
        guard offset < text.count else { throw JSONError(.unexpectedEnd, offset: offset) }
        return text[offset]
    }

    private mutating func skipSpace(_ text: UnsafeBufferPointer<UInt8>) {
        while offset < text.count {
            switch text[offset] {
            case 0x20, 0x0A, 0x0D, 0x09: offset += 1
            default: return
            }
        }
    }
}
