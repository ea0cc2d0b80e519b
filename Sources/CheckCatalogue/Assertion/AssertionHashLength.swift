import CBORTree
import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let assertionHashLength = Self(
        "ga.hash-length",
        "a client data hash that is no SHA-256 is refused",
        clause: .webAuthn("5.8.1"),
        needs: [.ctap2, .credential],
        tags: [.negative],
        because: """
            What is signed is the data and 32 bytes; with more or fewer one signature could be read as two. WebAuthn \
            says SHA-256; CTAP repeats no length, and has two statuses that fit.
            """
    ) { key throws(CheckEnd) in
        let good = key.assertion(by: try key.credential(), touch: false)
        let variations = [0, 31, 33, 64]
            .map { count in
                RequestVariation(
                    flaw: "the hash has \(count) bytes",
                    request: good.with(.member(0x02), .bytes(key.context.bytes("hash", count: count))).encoded
                )
            }
        try key.expectRefusal(of: variations, as: [.invalidLength, .invalidParameter])
    }
}
