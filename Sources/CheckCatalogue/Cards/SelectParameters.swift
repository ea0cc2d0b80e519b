import Checks
import ISO7816

extension Check where Subject == CardUnderTest {
    static let selectParameters = Self(
        "ap.bad-p1p2",
        "SELECT with parameters that mean nothing is refused",
        clause: .iso7816Part4("11.2.2"),
        tags: [.negative],
        because: "P1 FF is in no table of the standard."
    ) { card throws(CheckEnd) in
        let command = CommandAPDU(
            instruction: 0xA4,
            p1: 0xFF,
            data: ApplicationIdentifier.issuerSecurityDomain.bytes
        )
        let answer = try card.transmit(command)
        let refusals: [StatusWord] = [.incorrectP1P2, .wrongP1P2, .functionNotSupported]
        try demand(refusals.contains(answer.statusWord), "P1 FF is answered \(answer.statusWord)")
    }
}
