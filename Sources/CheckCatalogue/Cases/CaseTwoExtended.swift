import Checks
import ISO7816

extension Check where Subject == CardUnderTest {
    static let caseTwoExtended = Self(
        "ap.case2e",
        "a command that asks for an answer means the same in extended length",
        clause: .iso7816Part4("5.2"),
        needs: [.announced("extended length", 0x40)],
        because: "The form of its lengths is no part of what a command says."
    ) { card throws(CheckEnd) in
        _ = try card.select(ApplicationIdentifier.issuerSecurityDomain.bytes)
        try card.requireAlike(
            CommandAPDU(instructionClass: 0x80, instruction: 0xCA, p1: 0x00, p2: 0x66, expectedLength: 256)
        )
    }
}

extension CardUnderTest {
    /// Sends a command in short and in extended length, and ends the check as failed where the answers differ.
    func requireAlike(_ command: CommandAPDU) throws(CheckEnd) {
        let short = try exchange(command)
        var command = command
        command.lengthForm = .extended
        if command.expectedLength != nil { command.expectedLength = 65_536 }
        let extended = try exchange(command)
        try demand(
            extended == short,
            "in short length \(short.statusWord) with \(short.data.count) bytes, "
                + "in extended length \(extended.statusWord) with \(extended.data.count)"
        )
    }
}
