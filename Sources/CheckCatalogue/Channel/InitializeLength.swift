import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let initializeLength = Self(
        "hid.init-length",
        "CTAPHID_INIT with another length than 8 is answered ERR_INVALID_LEN",
        clause: .ctap("11.2.9.1.3"),
        tags: [.negative],
        because: "The nonce is what tells one client's channel from another's; a shorter one tells less."
    ) { key throws(CheckEnd) in
        let channel = try key.channel()
        for length in [7, 9] {
            let answer = try key.host.exchange(.initialize, key.context.bytes("nonce", count: length), on: channel)
            try demand(
                answer.isError(.invalidLength),
                "CTAPHID_INIT with a nonce of \(length) bytes is answered \(answer.meaning)"
            )
        }
    }
}
