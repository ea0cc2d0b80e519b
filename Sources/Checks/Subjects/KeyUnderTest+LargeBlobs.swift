import CBORTree
import CTAPMessages

/// The large-blob array, which platforms share (CTAP 2.1, 6.10).
extension KeyUnderTest {
    /// How much may be read or written at once: maxMsgSize without room for the rest (CTAP 2.1, 6.10.1).
    package func largeBlobPiece() throws(CheckEnd) -> Int {
        let size = Int(clamping: try information().maxMsgSize ?? 1024)
        try demand(size > 64, "maxMsgSize is \(size), which leaves no room for a piece of the large-blob array")
        return size - 64
    }

    /// Reads a piece.
    package func largeBlobs(_ count: Int, from offset: Int) throws(CheckEnd) -> [UInt8] {
        let map = try call(.largeBlobs(count, from: offset)).map()
        return try demand(map[0x01]?.bytes, "the array is answered with \(map.diagnostic)")
    }

    /// Reads the array to its end, checksum included.
    package func largeBlobs() throws(CheckEnd) -> [UInt8] {
        let piece = try largeBlobPiece()
        var array: [UInt8] = []
        while array.count <= 1 << 16 {
            let next = try largeBlobs(piece, from: array.count)
            array += next
            if next.count < piece { return array }
        }
        throw .failed("the large-blob array has no end")
    }

    /// Writes the array, in pieces that the key can take (CTAP 2.1, 6.10.2).
    package func writeLargeBlobs(_ array: [UInt8]) async throws(CheckEnd) {
        let piece = try largeBlobPiece()
        let token = try await token(.largeBlobWrite)
        var offset = 0
        while offset < array.count {
            let part = Array(array[offset..<min(array.count, offset + piece)])
            var call = CTAPCall(.largeBlobs, [(0x02, .bytes(part)), (0x03, .int(offset))])
            if offset == 0 { call = call.with(.member(0x04), .int(array.count)) }
            let reply = try self.call(call.authorized(by: token))
            try demand(reply.status == .success, "a piece of the large-blob array is answered \(reply.status.name)")
            offset += part.count
        }
    }
}

extension CTAPCall {
    /// A request for a piece of the large-blob array.
    package static func largeBlobs(_ count: Int, from offset: Int) -> Self {
        Self(.largeBlobs, [(0x01, .int(count)), (0x03, .int(offset))])
    }
}
