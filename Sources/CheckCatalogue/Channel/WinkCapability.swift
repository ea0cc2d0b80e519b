import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let winkCapability = Self(
        "hid.wink",
        "CTAPHID_WINK is answered if the key says that it can, and refused if not",
        clause: .ctap("11.2.9.2.1"),
        because: "A bench with eight keys asks one to wink so that the right one is touched."
    ) { key throws(CheckEnd) in
        let opening = try key.opening()
        let answer = try key.host.exchange(.wink, on: opening.channel)
        guard opening.capabilities.contains(.wink) else {
            try demand(
                answer.isError(.invalidCommand),
                "the key does not say that it can wink, and answers \(answer.meaning)"
            )
            return
        }
        try demand(
            answer.command == .wink && answer.payload.isEmpty,
            "the key says that it can wink, and answers \(answer.meaning)"
        )
    }
}
