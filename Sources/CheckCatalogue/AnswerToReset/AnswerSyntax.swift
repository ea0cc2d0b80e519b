import Checks
import ISO7816

extension Check where Subject == CardUnderTest {
    static let answerSyntax = Self(
        "atr.syntax",
        "the answer to reset comes out even: every byte that it announces is there, and 33 at most",
        clause: .iso7816Part3("8.2"),
        because: "Readers find protocol and speed in it; one that ends too soon is read differently by each of them."
    ) { card throws(CheckEnd) in
        let answer = try card.answerToReset()
        card.context.note("\(answer.bytes.count) bytes, \(answer.historicalBytes.count) of them historical")
    }
}
