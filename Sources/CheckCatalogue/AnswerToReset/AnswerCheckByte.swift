import Checks
import ISO7816

extension Check where Subject == CardUnderTest {
    static let answerCheckByte = Self(
        "atr.tck",
        "a check byte stands at the end exactly where one belongs, and is right",
        clause: .iso7816Part3("8.2.5"),
        because: """
            It belongs wherever another protocol than T=0 is offered. Many readers do not look, and one that does \
            refuses the card.
            """
    ) { card throws(CheckEnd) in
        let problems = try card.answerToReset().problems.filter(\.isAboutCheckByte).map(\.description)
        try demand(problems.isEmpty, problems.joined(separator: "; "))
    }
}

extension AnswerToReset.Problem {
    var isAboutCheckByte: Bool {
        switch self {
        case .checkByteWrong, .checkByteMissing, .checkByteUndue: true
        default: false
        }
    }
}
