import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let informationTrailing = Self(
        "gi.trailing",
        "getInfo with bytes behind it is refused, or answered as without them",
        clause: .ctap("6.4"),
        needs: [.ctap2],
        tags: [.negative],
        because: "The command takes no parameters, so what follows must change nothing."
    ) { key throws(CheckEnd) in
        let plain = try key.call([CTAPCommand.getInfo.rawValue])
        let refusals: [CTAPStatus] = [.invalidLength, .invalidParameter, .invalidCBOR]
        for tail: [UInt8] in [[0x00], [0xA0], [0xA1, 0x01, 0x01]] {
            let reply = try key.call([CTAPCommand.getInfo.rawValue] + tail)
            let isSame = reply.status == plain.status && reply.body.count == plain.body.count
            try demand(
                refusals.contains(reply.status) || isSame,
                "with \(tail.count) bytes behind it getInfo is answered \(reply.status.name), \(reply.body.count) bytes"
            )
        }
    }
}
