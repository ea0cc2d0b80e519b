import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let sequenceOrder = Self(
        "hid.bad-seq",
        "a continuation packet out of turn is answered ERR_INVALID_SEQ",
        clause: .ctap("11.2.5.4"),
        tags: [.negative],
        because: "A key that puts packets together in any order carries out a command that nobody sent."
    ) { key throws(CheckEnd) in
        let channel = try key.channel()
        try key.host.write(.start(of: .ping, length: 200, on: channel))
        try key.host.write(.continuation(1, on: channel))
        let answer = try key.host.answer(on: channel, to: "a packet out of turn")
        try demand(answer.isError(.invalidSequence), "a packet out of turn is answered \(answer.meaning)")
    }
}
