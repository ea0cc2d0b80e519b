import Checks
import ISO7816

extension Check where Subject == CardUnderTest {
    static let selectCandidates = Self(
        "ap.sel-auth",
        "SELECT of the applications of earlier card series is answered, with yes or no",
        clause: .iso7816Part4("11.2.2"),
        because: """
            AuthentIC and GemSAFE are on cards of earlier series and on many others; what is found is noted as a \
            hint.
            """
    ) { card throws(CheckEnd) in
        for identifier in [ApplicationIdentifier.authentIC5, .authentIC32, .gemSAFE1] {
            if try card.selection(of: identifier) != nil { card.context.note("\(identifier.name ?? "") is there") }
        }
    }
}
