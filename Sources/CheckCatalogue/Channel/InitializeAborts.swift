import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let initializeAborts = Self(
        "hid.abort-by-init",
        "CTAPHID_INIT on a channel ends the message that was begun there",
        clause: .ctap("11.2.5.3"),
        because: "It is how a client gets a channel back that another has left in the middle of a message."
    ) { key throws(CheckEnd) in
        let channel = try key.channel()
        try key.host.write(.start(of: .ping, length: 200, on: channel))
        let nonce = key.context.bytes("second nonce", count: 8)
        let opening = try key.host.initialize(nonce: nonce, on: channel)
        try demand(opening.nonce == nonce, "CTAPHID_INIT on a channel in use has another nonce in its answer")
        try demand(
            opening.channel == channel,
            "CTAPHID_INIT on \(channel.spelled) gives the channel \(opening.channel.spelled)"
        )
        let answer = try key.host.exchange(.ping, [1, 2, 3], on: channel)
        try demand(answer.command == .ping, "a ping after the abort is answered \(answer.meaning)")
    }
}
