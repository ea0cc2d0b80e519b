import Checks
import ISO7816

extension Check where Subject == CardUnderTest {
    static let caseFourExtended = Self(
        "ap.case4e",
        "a command with data and Le means the same in extended length",
        clause: .iso7816Part4("5.2"),
        needs: [.announced("extended length", 0x40)],
        because: """
            Signatures and deciphering need it. SELECT is a command that every card has, whatever its applications; \
            ap.ext asks for an object that is long.
            """
    ) { card throws(CheckEnd) in
        let name = ApplicationIdentifier.issuerSecurityDomain.bytes
        try card.requireAlike(CommandAPDU(instruction: 0xA4, p1: 0x04, data: name, expectedLength: 256))
    }
}
