import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let largeBlobMistyped = Self(
        "lb.badtype",
        "a count or an offset of another CBOR type is answered CBOR_UNEXPECTED_TYPE",
        clause: .ctap("8.2"),
        needs: [.ctap21, .option("largeBlobs")],
        tags: [.negative],
        because: "A text that is taken for a number reads from anywhere."
    ) { key throws(CheckEnd) in
        let variations = CTAPCall.largeBlobs(16, from: 0).mistypedEach([.member(0x01), .member(0x03)])
        try key.expectRefusal(of: variations, as: [.cborUnexpectedType])
    }
}
