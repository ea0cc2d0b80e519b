import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let oversizeMessage = Self(
        "hid.oversize",
        "a message longer than can be sent is answered ERR_INVALID_LEN",
        clause: .ctap("11.2.4"),
        tags: [.negative],
        because: """
            7609 bytes are the most that sequence numbers can count. A key that takes the length as it comes writes \
            past its buffer.
            """
    ) { key throws(CheckEnd) in
        let channel = try key.channel()
        for length in [CTAPHIDMessage.maximumPayload + 1, 0xFFFF] {
            try key.host.write(.start(of: .ping, length: length, on: channel))
            let answer = try key.host.answer(on: channel, to: "a message of \(length) bytes")
            try demand(answer.isError(.invalidLength), "a message of \(length) bytes is answered \(answer.meaning)")
        }
    }
}
