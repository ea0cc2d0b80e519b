import Checks

extension Check where Subject == KeyUnderTest {
    static let idleSilence = Self(
        "hid.idle-silence",
        "the key says nothing when it was asked nothing",
        clause: .ctap("11.2.2"),
        tags: [.slow],
        because: """
            A report out of the blue is taken for the answer to the next request. The key is listened to for a \
            while.
            """
    ) { key throws(CheckEnd) in
        _ = try key.channel()
        let limit = key.context.timing.silence
        let message = try key.host.next(within: limit)
        try demand(message == nil, "\(message?.meaning ?? "") comes within \(limit.spelled) though nothing was asked")
    }
}
