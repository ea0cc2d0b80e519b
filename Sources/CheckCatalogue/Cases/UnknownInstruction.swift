import Checks
import ISO7816

extension Check where Subject == CardUnderTest {
    static let unknownInstruction = Self(
        "ap.bad-ins",
        "an instruction that the application does not have is refused",
        clause: .iso7816Part4("5.6"),
        needs: [.application(.piv)],
        tags: [.negative],
        because: """
            PIV has no records, so READ RECORD finds no such instruction there. It only reads wherever it is known; an \
            instruction that no standard names is never sent to a card.
            """
    ) { card throws(CheckEnd) in
        _ = try card.select(ApplicationIdentifier.piv.bytes)
        let answer = try card.transmit(
            CommandAPDU(instruction: 0xB2, p1: 0x01, p2: 0x04, expectedLength: 256)
        )
        let refusals: [StatusWord] = [.instructionNotSupported, .classNotSupported, .functionNotSupported]
        try demand(refusals.contains(answer.statusWord), "READ RECORD is answered \(answer.statusWord)")
    }
}
