import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let unknownChannel = Self(
        "hid.cid-unknown",
        "a channel that was never given out is answered ERR_INVALID_CHANNEL",
        clause: .ctap("11.2.9.1.6"),
        tags: [.negative],
        because: "Else a program could speak in the middle of another's conversation by guessing its channel."
    ) { key throws(CheckEnd) in
        let channel = ~(try key.channel())
        let answer = try key.host.exchange(.ping, [1], on: channel)
        try demand(answer.isError(.invalidChannel), "a ping on a made-up channel is answered \(answer.meaning)")
    }
}
