import Checks

extension Check where Subject == KeyUnderTest {
    static let largeBlobPieces = Self(
        "lb.pieces",
        "the array is the same read at once and read in pieces",
        clause: .ctap("6.10.2"),
        needs: [.ctap21, .option("largeBlobs")],
        because: "Platforms read as much as fits into a message, and put the pieces together."
    ) { key throws(CheckEnd) in
        let whole = try key.largeBlobs(64, from: 0)
        var pieces: [UInt8] = []
        while pieces.count < whole.count {
            let next = try key.largeBlobs(min(5, whole.count - pieces.count), from: pieces.count)
            try demand(!next.isEmpty, "nothing is given from byte \(pieces.count) on, and \(whole.count) are there")
            pieces += next
        }
        try demand(pieces == whole, "read in pieces the array has other bytes")
    }
}
