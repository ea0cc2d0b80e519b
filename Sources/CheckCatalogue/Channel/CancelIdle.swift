import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let cancelIdle = Self(
        "hid.cancel-idle",
        "CTAPHID_CANCEL with nothing to cancel is passed over in silence",
        clause: .ctap("11.2.9.1.5"),
        because: """
            A cancel crosses with the answer often enough. One that were answered would be taken for the answer to \
            the next request.
            """
    ) { key throws(CheckEnd) in
        let channel = try key.channel()
        try key.host.send(.cancel, on: channel)
        let answer = try key.host.exchange(.ping, [1, 2, 3], on: channel)
        try demand(
            answer.command == .ping,
            "after CTAPHID_CANCEL with nothing to cancel a ping is answered \(answer.meaning)"
        )
    }
}
