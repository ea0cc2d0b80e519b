import CBORTree
import Checks
import CTAPMessages
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let largeBlobArray = Self(
        "lb.array",
        "the large-blob array is a CBOR array with its checksum behind it",
        clause: .ctap("6.10.2"),
        needs: [.ctap21, .option("largeBlobs")],
        because: """
            Half of SHA-256 tells a platform whether the array is whole; one that is not counts as empty, and all \
            blobs are lost.
            """
    ) { key throws(CheckEnd) in
        let piece = try key.largeBlobPiece()
        var array: [UInt8] = []
        let limit = Int(clamping: try key.information().maxSerializedLargeBlobArray ?? 1024)
        while array.count <= limit {
            let next = try key.largeBlobs(piece, from: array.count)
            array += next
            if next.count < piece { break }
        }
        try demand(array.count >= 17, "the array has \(array.count) bytes, below 17")
        let sum = LargeBlobArray.checksum(of: Array(array.dropLast(16)))
        try demand(sum == Array(array.suffix(16)), "the checksum behind the array is wrong")
        let item = try? CBORItem(parsing: Array(array.dropLast(16)))
        try demand(item?.elements != nil, "what stands before the checksum is no CBOR array")
    }
}
