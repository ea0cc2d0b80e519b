import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let strayContinuation = Self(
        "hid.stray-cont",
        "a continuation packet that continues nothing is ignored",
        clause: .ctap("11.2.5.4"),
        because: """
            Such packets are left over when a program is killed in the middle of a message. The next answer after one has to \
            be that to the next request.
            """
    ) { key throws(CheckEnd) in
        let channel = try key.channel()
        try key.host.write(.continuation(0, on: channel))
        let payload = key.context.bytes("payload", count: 16)
        let answer = try key.host.exchange(.ping, payload, on: channel)
        try demand(
            answer.command == .ping && answer.payload == payload,
            "after a stray continuation packet a ping is answered \(answer.meaning)"
        )
    }
}
