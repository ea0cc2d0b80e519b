import Checks
import ISO7816

extension Check where Subject == CardUnderTest {
    static let unknownClass = Self(
        "ap.bad-cla",
        "a class that the application does not have is refused",
        clause: .iso7816Part4("5.4.1"),
        needs: [.application(.piv)],
        tags: [.negative],
        because: """
            GET DATA of the card manager (80 CA) is sent to PIV, which has no proprietary class. An application that \
            looks at the instruction alone takes a command for another one.
            """
    ) { card throws(CheckEnd) in
        _ = try card.select(ApplicationIdentifier.piv.bytes)
        let answer = try card.transmit(
            CommandAPDU(instructionClass: 0x80, instruction: 0xCA, p1: 0x00, p2: 0x66, expectedLength: 256)
        )
        let refusals: [StatusWord] = [.classNotSupported, .instructionNotSupported, .functionNotSupported]
        try demand(refusals.contains(answer.statusWord), "the class 80 is answered \(answer.statusWord)")
    }
}
