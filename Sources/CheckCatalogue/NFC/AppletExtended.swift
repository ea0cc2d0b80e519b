import Checks
import ISO7816

extension Check where Subject == CardUnderTest {
    static let appletExtended = Self(
        "nfc.ext",
        "a request in extended length is answered as in short length",
        clause: .ctap("11.3.6"),
        needs: [.application(.fido)],
        because: "An applet has to take both, and readers choose; getInfo is asked for, which takes no touch."
    ) { card throws(CheckEnd) in
        try card.selectFIDO()
        try card.requireAlike(.nfcMessage([0x04]))
    }
}
