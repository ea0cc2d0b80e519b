import Checks
import ISO7816

extension Check where Subject == CardUnderTest {
    static let chaining = Self(
        "ap.chain",
        "a command sent in a chain is answered as the same command in one piece",
        clause: .iso7816Part4("5.4.4"),
        needs: [.announced("command chaining", 0x80), .application(.piv)],
        because: """
            Certificates and signatures of more than 255 bytes reach a card in this way where extended length does \
            not.
            """
    ) { card throws(CheckEnd) in
        _ = try card.select(ApplicationIdentifier.piv.bytes)
        let whole = CommandAPDU.pivObject(0x5FC102)
        let expected = try card.exchange(whole)
        var first = whole
        (first.instructionClass, first.data, first.expectedLength) = (0x10, Array(whole.data.prefix(2)), nil)
        let half = try card.transmit(first)
        try demand(half.statusWord == .success, "the first part of a chain is answered \(half.statusWord)")
        var last = whole
        last.data = Array(whole.data.dropFirst(2))
        let answer = try card.exchange(last)
        try demand(
            answer == expected,
            "in one piece \(expected.statusWord) with \(expected.data.count) bytes, "
                + "in a chain \(answer.statusWord) with \(answer.data.count)"
        )
    }
}
