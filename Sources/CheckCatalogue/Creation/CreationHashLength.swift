import CBORTree
import Checks
import CTAPMessages
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let creationHashLength = Self(
        "mc.hash-length",
        "a client data hash that is no SHA-256 is refused",
        clause: .webAuthn("5.8.1"),
        danger: .d1,
        needs: [.ctap2, .creationByTouch],
        tags: [.negative],
        because: """
            What is signed is the data and 32 bytes; with more or fewer one signature could be read as two. WebAuthn \
            says SHA-256; CTAP repeats no length, and has two statuses that fit.
            """
    ) { key throws(CheckEnd) in
        let good = try key.creation()
        let variations = [0, 31, 33, 64]
            .map { count in
                RequestVariation(
                    flaw: "the hash has \(count) bytes",
                    request: good.with(.member(0x01), .bytes(key.context.bytes("hash", count: count))).encoded
                )
            }
        try key.expectRefusal(of: variations, as: [.invalidLength, .invalidParameter])
    }
}
