import CBORTree

/// The large-blob array of a key as far as a run has read and written it (CTAP 2.1, 6.10).
struct BlobTrace: Sendable {
    /// What has been read so far, from the beginning on.
    private var reading: [UInt8] = []
    /// The array as it was read last, whole.
    private var seen: [UInt8]?
    /// The array that has to be put back; `nil` where it is there.
    private(set) var original: [UInt8]?
    private var writing: (length: Int, bytes: [UInt8])?

    /// Behind the array stands its checksum.
    private static let checksumLength = 16

    /// Whether a piece may be written: the array has been read, and what is written keeps every element of it.
    func keeps(_ parameters: CTAPParameters) -> Bool {
        guard let base = original ?? seen, let whole = extended(by: parameters) else { return false }
        guard whole.bytes.count >= whole.length else { return true }
        guard whole.bytes.count == whole.length else { return false }
        if whole.bytes == base { return true }
        guard let old = Self.elements(base), let new = Self.elements(whole.bytes) else { return false }
        return new.starts(with: old)
    }

    /// Whether what is written so is what was there before.
    private func restores(_ whole: [UInt8]) -> Bool { whole == original ?? seen }

    /// Notes a piece that is about to be sent; whether it completes another array than the old one.
    mutating func write(_ parameters: CTAPParameters) -> Bool {
        guard let whole = extended(by: parameters) else { return false }
        writing = whole
        guard whole.bytes.count == whole.length, !restores(whole.bytes) else { return false }
        original = original ?? seen
        return true
    }

    /// Takes the answer to a piece that was read.
    mutating func read(_ parameters: CTAPParameters, _ piece: [UInt8]?) {
        guard let piece, let count = parameters.number(0x01), let offset = parameters.number(0x03) else { return }
        if offset == 0 { reading = [] }
        guard offset == UInt64(reading.count) else { return }
        reading += piece
        if UInt64(piece.count) < count, reading.count > Self.checksumLength { seen = reading }
    }

    /// Takes the answer to a piece that was written; whether the old array is in its place again.
    mutating func wrote(_ isAccepted: Bool) -> Bool {
        guard let whole = writing, whole.bytes.count == whole.length else {
            if !isAccepted { writing = nil }
            return false
        }
        writing = nil
        guard isAccepted else { return false }
        seen = whole.bytes
        guard whole.bytes == original else { return false }
        original = nil
        return true
    }

    private func extended(by parameters: CTAPParameters) -> (length: Int, bytes: [UInt8])? {
        guard let piece = parameters.item(0x02)?.bytes, let offset = parameters.number(0x03) else { return nil }
        if offset == 0 {
            guard let length = parameters.number(0x04).flatMap({ Int(exactly: $0) }) else { return nil }
            return (length, piece)
        }
        guard let writing, offset == UInt64(writing.bytes.count) else { return nil }
        return (writing.length, writing.bytes + piece)
    }

    private static func elements(_ array: [UInt8]) -> [[UInt8]]? {
        (try? CBORItem(parsing: Array(array.dropLast(checksumLength))))?.elements?.map { $0.encoded() }
    }
}
