import Checks
import ISO7816

extension Check where Subject == CardUnderTest {
    static let answerParameters = Self(
        "atr.proto",
        "the protocols are named in order, and no reserved value is among their parameters",
        clause: .iso7816Part3("8.3"),
        because: "Order, rates and field sizes that the standard keeps for later leave a reader to guess."
    ) { card throws(CheckEnd) in
        let answer = try card.answerToReset()
        let problems = answer.problems.filter { !$0.isAboutCheckByte }.map(\.description)
        try demand(problems.isEmpty, problems.joined(separator: "; "))
        card.context.note("offers \(answer.offeredProtocols.map { "T=\($0)" }.joined(separator: ", "))")
    }
}
