/// Why text is no JSON that we take.
package struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Reason: Hashable, Sendable {
        case unexpectedEnd
        case unexpectedByte(UInt8)
        case trailingData
        case invalidUTF8
        case invalidEscape
        case invalidNumber
        /// A control character that JSON wants escaped.
        case bareControlCharacter
        case tooDeep(limit: Int)
        case tooManyValues(limit: Int)
        case tooLong(limit: Int)
    }

    package let reason: Reason
    /// Bytes before the trouble.
    package let offset: Int

    package init(_ reason: Reason, offset: Int) {
        self.reason = reason
        self.offset = offset
    }

    package var description: String { "\(explanation) at byte \(offset)" }

    private var explanation: String {
        switch reason {
        case .unexpectedEnd: "the text ends in the middle of a value"
        case .unexpectedByte(let byte): "unexpected byte 0x\(String(byte, radix: 16))"
        case .trailingData: "text follows the value"
        case .invalidUTF8: "invalid UTF-8"
        case .invalidEscape: "invalid escape in a string"
        case .invalidNumber: "invalid number"
        case .bareControlCharacter: "control character in a string"
        case .tooDeep(let limit): "nested deeper than \(limit) levels"
        case .tooManyValues(let limit): "more than \(limit) values"
        case .tooLong(let limit): "longer than \(limit) bytes"
        }
    }
}
