/// A JSON text, checked once from end to end and read in place afterwards (RFC 8259).
///
/// A metadata BLOB is some megabytes of which an answer needs a few lines. So one pass checks grammar, UTF-8, depth and
/// size, and notes where each value begins and ends; strings and numbers are decoded when somebody asks. Nothing is
/// lost either: unknown members, their order and duplicates stay readable.
package final class JSONDocument: Sendable {
    /// What a document may cost before it is refused.
    package struct Limits: Sendable {
        /// The deepest nesting in a real BLOB is 8.
        package var depth = 64
        /// A BLOB of 520 entries has 80,000 values.
        package var values = 4_000_000
        package var bytes = 512 << 20

        package init() {}
    }

    /// One value: where it stands in the text, and where the values behind it begin.
    ///
    /// Members of an object are laid out key, value, key, value; a key is a string like any other.
    struct Value: Sendable {
        var kind: JSONNode.Kind
        /// Whether a string has escapes, and so differs from its bytes.
        var isEscaped = false
        /// First byte of the value, its quotation mark or bracket included.
        var start: UInt32
        /// The byte behind the value.
        var end: UInt32
        /// Index of the first value that is not part of this one.
        var next: UInt32
    }

    let bytes: [UInt8]
    let values: [Value]

    /// Checks a text and indexes it.
    ///
    /// - Throws: ``JSONError`` for anything RFC 8259 does not allow, and for what is beyond the limits.
    package init(parsing bytes: [UInt8], limits: Limits = Limits()) throws(JSONError) {
        guard bytes.count <= min(limits.bytes, Int(UInt32.max)) else {
            throw JSONError(.tooLong(limit: limits.bytes), offset: 0)
        }
        var scanner = JSONScanner(limits: limits, byteCount: bytes.count)
        let failure: JSONError? = bytes.withUnsafeBufferPointer { buffer in
            do throws(JSONError) {
                try scanner.scan(buffer)
                return nil
            } catch {
                return error
            }
        }
        if let failure { throw failure }
        self.bytes = bytes
        values = scanner.values
    }

    /// The value that the whole text is.
    package var root: JSONNode { JSONNode(document: self, index: 0) }
}
