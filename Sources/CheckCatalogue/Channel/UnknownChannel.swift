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
        // From the run's seed, so that a replay asks on the same; keys give out what comes next, and this is far from it.
        var channel = key.context.bytes("made-up channel", count: 4).reduce(0) { $0 << 8 | UInt32($1) } | 0x8000_0000
        let own = try key.channel()
        if channel == CTAPHIDMessage.broadcast || channel == own { channel &-= 0x1000 }
        let answer = try key.host.exchange(.ping, [1], on: channel)
        try demand(answer.isError(.invalidChannel), "a ping on a made-up channel is answered \(answer.meaning)")
    }
}
