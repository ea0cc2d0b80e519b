import Checks
import ISO7816

extension Check where Subject == KeyUnderTest {
    static let u2fUnknownHandle = Self(
        "u2f.unknown-handle",
        "a key handle of another key is answered 6A80",
        clause: .u2f("5.1"),
        needs: [.u2f],
        tags: [.negative],
        because: "Check-only tells a client which of several keys knows a handle, without asking anybody to touch one."
    ) { key throws(CheckEnd) in
        let handle = key.context.bytes("stranger", count: 64)
        let data = key.context.bytes("challenge") + KeyUnderTest.hash(key.rpID) + [UInt8(handle.count)] + handle
        let answer = try key.u2f(0x02, 0x07, data)
        try demand(answer.statusWord == .incorrectData, "an unknown key handle is answered \(answer.statusWord)")
    }
}
