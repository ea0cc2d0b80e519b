import Checks
import ISO7816

extension Check where Subject == CardUnderTest {
    static let caseTwo = Self(
        "ap.case2",
        "a command that asks for four bytes is answered with no more of them",
        clause: .iso7816Part4("5.2"),
        because: """
            The reader has room for what was asked for; what a card gives beyond it is lost, or written over something \
            else. Asked for are the card manager's production data, which hold no name.
            """
    ) { card throws(CheckEnd) in
        _ = try card.select(ApplicationIdentifier.issuerSecurityDomain.bytes)
        let answer = try card.transmit(
            CommandAPDU(instructionClass: 0x80, instruction: 0xCA, p1: 0x9F, p2: 0x7F, expectedLength: 4)
        )
        try demand(answer.data.count <= 4, "4 bytes are asked for, and \(answer.data.count) come")
        card.context.note("\(answer.data.count) bytes and \(answer.statusWord)")
    }
}
