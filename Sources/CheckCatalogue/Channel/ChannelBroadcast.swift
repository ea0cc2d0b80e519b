import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let channelBroadcast = Self(
        "hid.cid-bcast",
        "the broadcast channel takes CTAPHID_INIT alone",
        clause: .ctap("11.2.3"),
        tags: [.negative],
        because: "An answer on the broadcast channel reaches every program that has the key open."
    ) { key throws(CheckEnd) in
        _ = try key.channel()
        let answer = try key.host.exchange(.ping, [1], on: CTAPHIDMessage.broadcast)
        try demand(answer.isError(.invalidChannel), "a ping on the broadcast channel is answered \(answer.meaning)")
    }
}
