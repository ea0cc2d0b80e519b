import Checks
import ISO7816

extension Check where Subject == CardUnderTest {
    static let appletUnknownInstruction = Self(
        "nfc.bad-ins",
        "an instruction that FIDO does not have is answered 6D00, in short and in extended length",
        clause: .ctap("11.3.7"),
        needs: [.application(.fido)],
        tags: [.negative],
        because: "READ RECORD is sent, which only reads wherever it is known."
    ) { card throws(CheckEnd) in
        try card.selectFIDO()
        for form in [CommandAPDU.LengthForm.short, .extended] {
            let answer = try card.transmit(
                CommandAPDU(instruction: 0xB2, p1: 0x01, p2: 0x04, expectedLength: 256, lengthForm: form)
            )
            try demand(
                answer.statusWord == .instructionNotSupported,
                "READ RECORD in \(form) length is answered \(answer.statusWord)"
            )
        }
    }
}
