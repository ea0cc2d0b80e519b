import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let channelZero = Self(
        "hid.cid0",
        "the reserved channel 0 is answered ERR_INVALID_CHANNEL",
        clause: .ctap("11.2.3"),
        tags: [.negative],
        because: "Channel 0 is nobody's; a key that serves it has lost track of whose message it is."
    ) { key throws(CheckEnd) in
        _ = try key.channel()
        let answer = try key.host.exchange(.ping, [1], on: 0)
        try demand(answer.isError(.invalidChannel), "a ping on channel 0 is answered \(answer.meaning)")
    }
}
