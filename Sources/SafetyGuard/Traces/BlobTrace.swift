import CBORTree

/// The large-blob array of a key as far as a run has read and written it (CTAP 2.1, 6.10).
struct BlobTrace: Sendable {
    /// What has been read so far, from the beginning on.
    private var reading: [UInt8] = []
    /// The elements of the array as it was read last; whatever is written uses them up.
    private var seen: [[UInt8]]?
    /// Elements that the run has added, or was about to.
    private(set) var own: [[UInt8]] = []
    private var writing: Writing?

    private struct Writing {
        let length: Int
        var bytes: [UInt8]
        /// Whether the key was heard to have taken the last piece.
        var isTaken = false

        var isWhole: Bool { bytes.count == length }
    }

    /// No key has room for more, and some may read no more than 16 bits of a length.
    private static let longest = 0xFFFF

    /// Whether a piece may be written: the array has been read since the last write, and what comes of the piece keeps
    /// every element but those that the run has added.
    func keeps(_ parameters: CTAPParameters) -> Bool {
        guard let old = seen, let whole = extended(by: parameters), whole.bytes.count <= whole.length else {
            return false
        }
        guard whole.isWhole else { return true }
        guard let new = Self.elements(whole.bytes) else { return false }
        return new.starts(with: old) || new == old.filter { !own.contains($0) }
    }

    /// Notes a piece that is about to be sent; whether it completes an array with something more in it.
    mutating func write(_ parameters: CTAPParameters) -> Bool {
        writing = extended(by: parameters)
        guard let whole = writing, whole.isWhole else { return false }
        let old = seen ?? []
        seen = nil
        let added = (Self.elements(whole.bytes) ?? []).filter { !old.contains($0) && !own.contains($0) }
        own += added
        return !added.isEmpty
    }

    /// Takes the answer to a piece that was written; what became of the array only reading it tells.
    mutating func wrote(_ isAccepted: Bool) {
        guard isAccepted, var whole = writing, !whole.isWhole else {
            writing = nil
            return
        }
        whole.isTaken = true
        writing = whole
    }

    /// Takes the answer to a piece that was read; whether nothing of the run's is in the array any more.
    mutating func read(_ parameters: CTAPParameters, _ piece: [UInt8]?) -> Bool {
        guard let piece, let count = parameters.number(0x01), let offset = parameters.number(0x03) else { return false }
        if offset == 0 { (reading, seen) = ([], nil) }
        guard offset == UInt64(reading.count), reading.count + piece.count <= Self.longest else { return false }
        reading += piece
        guard UInt64(piece.count) < count, let elements = Self.elements(reading) else { return false }
        seen = elements
        guard !own.isEmpty, !elements.contains(where: own.contains) else { return false }
        own = []
        return true
    }

    /// Forgets what was read, since the key was out of sight.
    mutating func forgetReading() { (reading, seen, writing) = ([], nil, nil) }

    private func extended(by parameters: CTAPParameters) -> Writing? {
        guard let piece = parameters.item(0x02)?.bytes, let offset = parameters.number(0x03) else { return nil }
        if offset == 0 {
            guard let length = parameters.number(0x04), length <= UInt64(Self.longest) else { return nil }
            return Writing(length: Int(length), bytes: piece)
        }
        guard let writing, writing.isTaken, offset == UInt64(writing.bytes.count) else { return nil }
        return Writing(length: writing.length, bytes: writing.bytes + piece)
    }

    /// The elements as they are encoded; an array without its checksum is no base to go by.
    private static func elements(_ array: [UInt8]) -> [[UInt8]]? {
        LargeBlobArray.elements(of: array)?.map { $0.encoded() }
    }
}
