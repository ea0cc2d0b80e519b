import Checks
import ISO7816

extension Check where Subject == CardUnderTest {
    static let caseThreeExtended = Self(
        "ap.case3e",
        "a command with data and without Le means the same in extended length",
        clause: .iso7816Part4("5.2"),
        needs: [.announced("extended length", 0x40)],
        because: "What is to be written to a card comes in this form, and is seldom shorter than 256 bytes."
    ) { card throws(CheckEnd) in
        // P2 0C asks for no answer, so that both forms leave nothing to be fetched (ISO/IEC 7816-4:2020, 11.2.2).
        let name = ApplicationIdentifier.issuerSecurityDomain.bytes
        try card.requireAlike(CommandAPDU(instruction: 0xA4, p1: 0x04, p2: 0x0C, data: name))
    }
}
