import Checks
import DeviceTransport
import ISO7816

extension Check where Subject == ReaderUnderTest {
    static let protocolAny = Self(
        "pr.any",
        "a connection that leaves the protocol open gets the one that the card is in",
        clause: .pcsc(part: 5, "SCARDCOMM, Connect"),
        needs: [.card],
        because: "Two programs at one card cannot each have a protocol of their own. The one in use is noted."
    ) { reader throws(CheckEnd) in
        let active = reader.channel.activeProtocol
        let found = try await reader.withSecondConnection { second throws(CheckEnd) in second.activeProtocol }
        let (here, there) = (active?.rawValue ?? "no protocol", found?.rawValue ?? "no protocol")
        try demand(found == active && found != nil, "the first connection is in \(here), the second in \(there)")
        reader.context.note(here)
    }
}
