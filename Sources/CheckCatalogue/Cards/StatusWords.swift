import Checks
import ISO7816

extension Check where Subject == CardUnderTest {
    static let statusWords = Self(
        "ap.status",
        "status words begin with 6 or 9",
        clause: .iso7816Part4("5.6"),
        because: "Anything else is no status word; 60 is a procedure byte, and a T=0 reader waits for more."
    ) { card throws(CheckEnd) in
        let commands: [CommandAPDU] = [
            CommandAPDU(instruction: 0xA4, p1: 0x04, data: ApplicationIdentifier.piv.bytes),
            CommandAPDU(instruction: 0xA4, p1: 0x04, data: [0xF0] + Array("touchstone".utf8)),
            CommandAPDU(instruction: 0xCA, p1: 0x00, p2: 0x66, expectedLength: 256),
        ]
        for command in commands {
            let status = try card.transmit(command).statusWord
            try demand(
                [0x6, 0x9].contains(status.sw1 >> 4) && status.sw1 != 0x60,
                "a command is answered \(status)"
            )
        }
    }
}
