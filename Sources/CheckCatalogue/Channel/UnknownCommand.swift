import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let unknownCommand = Self(
        "hid.bad-cmd",
        "a command that no specification names is answered ERR_INVALID_CMD",
        clause: .ctap("11.2.9.1.6"),
        tags: [.negative],
        because: "The number 0x3C is neither taken nor left to vendors. A client tells by this error what a key lacks."
    ) { key throws(CheckEnd) in
        let answer = try key.host.exchange(.reserved, on: try key.channel())
        try demand(answer.isError(.invalidCommand), "command 0x3C is answered \(answer.meaning)")
    }
}
