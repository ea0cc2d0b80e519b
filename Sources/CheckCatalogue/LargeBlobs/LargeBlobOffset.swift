import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let largeBlobOffset = Self(
        "lb.offset",
        "reading from beyond the end of the array is answered INVALID_PARAMETER",
        clause: .ctap("6.10.2"),
        needs: [.ctap21, .option("largeBlobs")],
        tags: [.negative],
        because: "What lies behind the array in a key's memory is nobody's business."
    ) { key throws(CheckEnd) in
        let variations = [60_000, Int(Int32.max)]
            .map { offset in
                RequestVariation(
                    flaw: "the offset is \(offset)",
                    request: CTAPCall.largeBlobs(16, from: offset).encoded
                )
            }
        try key.expectRefusal(of: variations, as: [.invalidParameter])
    }
}
