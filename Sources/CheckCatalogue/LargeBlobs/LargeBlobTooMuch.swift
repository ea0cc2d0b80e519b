import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let largeBlobTooMuch = Self(
        "lb.too-much",
        "reading more than fits into a message is answered INVALID_LENGTH",
        clause: .ctap("6.10.2"),
        needs: [.ctap21, .option("largeBlobs")],
        tags: [.negative],
        because: "maxMsgSize less 64 bytes is the most; a key that tries to give more writes past its buffer."
    ) { key throws(CheckEnd) in
        let count = try key.largeBlobPiece() + 1
        try key.expectRefusal(
            of: [
                RequestVariation(
                    flaw: "\(count) bytes are asked for",
                    request: CTAPCall.largeBlobs(count, from: 0).encoded
                )
            ],
            as: [.invalidLength]
        )
    }
}
