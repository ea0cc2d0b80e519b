import Checks
import ISO7816

extension Check where Subject == CardUnderTest {
    static let appletLength = Self(
        "nfc.bad-lc",
        "U2F_VERSION with data is answered 6700",
        clause: .u2f("3.3"),
        needs: [.application(.fido)],
        tags: [.negative],
        because: "The command has no data, so any length of them is a wrong one."
    ) { card throws(CheckEnd) in
        try card.selectFIDO()
        let plain = try card.exchange(CommandAPDU(instruction: 0x03, expectedLength: 256))
        guard plain.statusWord == .success else {
            throw .notApplicable("the applet does not speak U2F: U2F_VERSION is answered \(plain.statusWord)")
        }
        let answer = try card.exchange(
            CommandAPDU(instruction: 0x03, data: card.context.bytes("undue data", count: 5), expectedLength: 256)
        )
        try demand(answer.statusWord == .wrongLength, "U2F_VERSION with 5 bytes is answered \(answer.statusWord)")
    }
}
