import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let messageTimeout = Self(
        "hid.msg-timeout",
        "a message that is not finished is given up with ERR_MSG_TIMEOUT",
        clause: .ctap("11.2.5.2"),
        tags: [.negative, .slow],
        because: """
            Else a program that dies in the middle of a message keeps the key from all others until it is unplugged.
            """
    ) { key throws(CheckEnd) in
        let channel = try key.channel()
        try key.host.write(.start(of: .ping, length: 200, on: channel))
        let limit = key.context.timing.messageTimeout
        guard let message = try key.host.next(within: limit) else {
            _ = try? key.host.initialize(nonce: key.context.bytes("second nonce", count: 8), on: channel)
            throw .failed("an unfinished message is still waited for after \(limit.spelled)")
        }
        try demand(message.isError(.messageTimeout), "an unfinished message is answered \(message.meaning)")
    }
}
