/// A payload in a file, read by whoever owns the file.
package struct StoredPayload: Sendable {
    /// Reads a range of its bytes; fewer come back where the file ends before.
    let part: @Sendable (Range<Int>) throws -> [UInt8]
    /// Reads it from the first byte to the last.
    let whole: @Sendable () throws -> [UInt8]

    package init(
        part: @escaping @Sendable (Range<Int>) throws -> [UInt8],
        whole: @escaping @Sendable () throws -> [UInt8]
    ) {
        self.part = part
        self.whole = whole
    }
}
