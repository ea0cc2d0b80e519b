import Checks
import ISO7816

extension Check where Subject == CardUnderTest {
    static let exactLength = Self(
        "ap.6cxx",
        "6Cxx names the length that the command then succeeds with",
        clause: .iso7816Part4("5.3.4"),
        needs: [.activeProtocol(.t0), .application(.issuerSecurityDomain)],
        because: "The reader or its driver sends the command again with that length, and has no third try."
    ) { card throws(CheckEnd) in
        // Production data: read without a secret, and 42 bytes and a head on every card that has them.
        var command = CommandAPDU(instructionClass: 0x80, instruction: 0xCA, p1: 0x9F, p2: 0x7F, expectedLength: 256)
        let first = try card.transmit(command)
        guard let exact = first.statusWord.correctLength else {
            throw .notApplicable("the card gives what it has, whatever length is asked for")
        }
        command.expectedLength = exact
        let second = try card.transmit(command)
        try demand(
            second.statusWord == .success,
            "the length \(exact) that the card names is answered \(second.statusWord)"
        )
        try demand(
            second.data.count == exact,
            "the card names the length \(exact) and gives \(second.data.count) bytes"
        )
    }
}
