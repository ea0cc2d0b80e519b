import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let initializeAnswer = Self(
        "hid.init",
        "CTAPHID_INIT gives a channel, echoes its nonce and speaks protocol version 2",
        clause: .ctap("11.2.9.1.3"),
        because: """
            Everything else hangs on it: a client knows the answer as its own by the nonce, and uses the channel that it \
            was given. Channel 0 and the broadcast channel are reserved and cannot be given out.
            """
    ) { key throws(CheckEnd) in
        let nonce = key.context.bytes("nonce", count: 8)
        let opening = try key.opening()
        try demand(opening.nonce == nonce, "the answer has another nonce than the request")
        try demand(opening.protocolVersion == 2, "the protocol version is \(opening.protocolVersion), and not 2")
        try demand(
            opening.channel != 0 && opening.channel != CTAPHIDMessage.broadcast,
            "the reserved channel \(opening.channel.spelled) is given out"
        )
        let known: CTAPHIDCapabilities = [.wink, .cbor, .noMessage]
        let unknown = opening.capabilities.subtracting(known).rawValue
        if unknown != 0 { key.context.note("capability bits that no specification names: \(unknown)") }
        try demand(
            opening.capabilities.contains(.cbor) || !opening.capabilities.contains(.noMessage),
            "the key says that it speaks neither CTAP 2 nor U2F"
        )
    }
}
