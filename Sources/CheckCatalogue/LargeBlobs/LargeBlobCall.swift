import CBORTree
import Checks
import CTAPMessages

extension CTAPCall {
    /// A request for a piece of the large-blob array.
    static func blobs(_ count: Int, from offset: Int) -> Self {
        Self(.largeBlobs, [(0x01, .int(count)), (0x03, .int(offset))])
    }
}

extension KeyUnderTest {
    /// How much may be read at once: maxMsgSize without room for the rest (CTAP 2.1, 6.10.1).
    func blobPiece() throws(CheckEnd) -> Int { Int(clamping: try information().maxMsgSize ?? 1024) - 64 }

    /// Reads a piece.
    func blobs(_ count: Int, from offset: Int) throws(CheckEnd) -> [UInt8] {
        let map = try call(.blobs(count, from: offset)).map()
        return try demand(map[0x01]?.bytes, "the array is answered with \(map.diagnostic)")
    }
}
