import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let busyChannel = Self(
        "hid.busy",
        "a second channel is answered ERR_CHANNEL_BUSY while the first one's message is under way",
        clause: .ctap("11.2.5.1"),
        tags: [.negative],
        because: """
            Two browsers on one kiosk both talk to the key. The one that came second is told to wait, and the first \
            one's message stays whole.
            """
    ) { key throws(CheckEnd) in
        let first = try key.channel()
        let second = try key.otherChannel("second")
        let payload = key.context.bytes("payload", count: 100)
        let reports = try key.host.reports(of: .ping, payload, on: first)
        try key.host.write(reports[0])
        let answer = try key.host.exchange(.ping, [1], on: second)
        try demand(answer.isError(.channelBusy), "a second channel is answered \(answer.meaning)")
        try key.host.write(reports[1])
        let echo = try key.host.answer(on: first, to: "the first channel's ping")
        try demand(
            echo.command == .ping && echo.payload == payload,
            "the first channel's ping is answered \(echo.meaning) after the second one spoke"
        )
    }
}
