/// Where a recording is read from, as often as somebody has to.
package struct RecordingSource: Sendable {
    package let path: String
    private let bytes: [UInt8]?

    /// A file.
    package init(_ path: String) {
        self.path = path
        bytes = nil
    }

    /// Bytes in memory; messages call them by a path.
    package init(bytes: [UInt8], path: String) {
        self.path = path
        self.bytes = bytes
    }

    /// A reader at the first event.
    ///
    /// - Throws: ``RecordingError`` for what is not there, or has no readable header.
    package func reader() throws(RecordingError) -> RecordingReader {
        guard let bytes else { return try RecordingReader(path: path) }
        return try RecordingReader(bytes: bytes, path: path)
    }
}
