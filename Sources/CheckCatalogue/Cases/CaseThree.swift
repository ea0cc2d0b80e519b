import Checks
import ISO7816

extension Check where Subject == CardUnderTest {
    static let caseThree = Self(
        "ap.case3",
        "a command with data and without Le is answered by a status word alone",
        clause: .iso7816Part4("5.2"),
        because: """
            Many cards give an answer to SELECT that nobody has asked for. Programs that were written for such a card \
            take it for granted, and find nothing on others.
            """
    ) { card throws(CheckEnd) in
        let name = ApplicationIdentifier.issuerSecurityDomain.bytes
        try card.transmit(CommandAPDU(instruction: 0xA4, p1: 0x04, data: name)).requireNoData()
    }
}
