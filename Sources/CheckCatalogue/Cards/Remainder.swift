import Checks
import ISO7816

extension Check where Subject == CardUnderTest {
    static let remainder = Self(
        "ap.61xx",
        "what 61xx announces is there to be fetched, byte for byte the same each time",
        clause: .iso7816Part4("5.3.4"),
        needs: [.activeProtocol(.t0)],
        because: "All that a T=0 card answers to a command with data comes in this way."
    ) { card throws(CheckEnd) in
        var answers: [[UInt8]] = []
        let select = CommandAPDU(
            instruction: 0xA4,
            p1: 0x04,
            data: ApplicationIdentifier.issuerSecurityDomain.bytes
        )
        for _ in 1...2 {
            let first = try card.transmit(select)
            if first.statusWord == .fileNotFound { throw .notApplicable("the card has no card manager to select") }
            let count = try demand(
                first.statusWord.remainingBytes,
                "a SELECT that has an answer is answered \(first.statusWord)"
            )
            let rest = try card.transmit(CommandAPDU(instruction: 0xC0, expectedLength: count))
            try demand(rest.statusWord == .success, "GET RESPONSE for \(count) bytes is answered \(rest.statusWord)")
            try demand(rest.data.count == count, "\(count) bytes are announced, and \(rest.data.count) given")
            answers.append(rest.data)
        }
        try demand(answers[0] == answers[1], "fetched twice the answer has other bytes")
        try demand((try? BERTLV(parsing: answers[0])) != nil, "what was fetched is no BER-TLV object")
    }
}
