import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let pingEcho = Self(
        "hid.ping",
        "CTAPHID_PING gives back what it was sent, of one report and of many",
        clause: .ctap("11.2.9.1.4"),
        because: """
            Echoes of no bytes, of a zero first, of exactly one report, of one byte more and of 1024 bytes show that the key \
            cuts messages into reports and puts them together as the specification has it.
            """
    ) { key throws(CheckEnd) in
        let channel = try key.channel()
        let bytes = key.context.bytes("payload", count: 1024)
        let payloads = [[], [0, 1], Array(bytes.prefix(57)), Array(bytes.prefix(58)), bytes]
        for payload in payloads {
            let answer = try key.host.exchange(.ping, payload, on: channel)
            try demand(answer.command == .ping, "a ping of \(payload.count) bytes is answered \(answer.meaning)")
            try demand(answer.payload == payload, "the echo of \(payload.count) bytes differs from what was sent")
        }
    }
}
