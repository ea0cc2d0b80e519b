import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let interruptedMessage = Self(
        "hid.interrupted",
        "a new message in the middle of one is answered ERR_INVALID_SEQ",
        clause: .ctap("11.2.5.4"),
        tags: [.negative],
        because: "Only CTAPHID_INIT may break off what was begun; anything else is a packet out of turn."
    ) { key throws(CheckEnd) in
        let channel = try key.channel()
        try key.host.write(.start(of: .ping, length: 200, on: channel))
        let answer = try key.host.exchange(.ping, [1, 2, 3], on: channel)
        try demand(answer.isError(.invalidSequence), "a message inside another is answered \(answer.meaning)")
    }
}
