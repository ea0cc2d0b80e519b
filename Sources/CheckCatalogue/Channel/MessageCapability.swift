import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let messageCapability = Self(
        "hid.msg-bit",
        "CTAPHID_MSG is answered unless the key says that it is not there",
        clause: .ctap("11.2.9.1.3"),
        because: "The bit is the only one that means an absence, so that keys from before it count as having U2F."
    ) { key throws(CheckEnd) in
        let opening = try key.opening()
        let version: [UInt8] = [0x00, 0x03, 0x00, 0x00, 0x00, 0x00, 0x00]
        let answer = try key.host.exchange(.message, version, on: opening.channel)
        if opening.capabilities.contains(.noMessage) {
            try demand(
                answer.isError(.invalidCommand),
                "the key says that it has no CTAPHID_MSG, and answers \(answer.meaning)"
            )
        } else {
            try demand(answer.command == .message, "CTAPHID_MSG is answered \(answer.meaning)")
        }
    }
}
