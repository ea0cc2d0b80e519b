import CBORTree
import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let largeBlobLength = Self(
        "lb.length",
        "reading with a length, which is for writing, is answered INVALID_PARAMETER",
        clause: .ctap("6.10.2"),
        needs: [.ctap21, .option("largeBlobs")],
        tags: [.negative],
        because: "A request that is half of one kind and half of the other is refused, and not guessed at."
    ) { key throws(CheckEnd) in
        let call = CTAPCall.largeBlobs(16, from: 0).with(.member(0x04), 17)
        try key.expectRefusal(
            of: [RequestVariation(flaw: "a length is given", request: call.encoded)],
            as: [.invalidParameter]
        )
    }
}
