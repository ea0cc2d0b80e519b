import Checks
import ISO7816

extension Check where Subject == CardUnderTest {
    static let pinCounterStays = Self(
        "pin.before-after",
        "asking for the tries costs none",
        clause: .piv(part: 2, "3.2.1"),
        needs: [.application(.piv)],
        because: """
            Some cards take an empty VERIFY for a wrong PIN. Two answers show it, whichever check was told them, and a \
            third is not asked for.
            """
    ) { card throws(CheckEnd) in
        if let cost = card.costOfAsking { throw .failed("\(cost)") }
        _ = try card.select(ApplicationIdentifier.piv.bytes)
        let first = try card.askForTries()
        let second = try card.askForTries()
        try demand(first == second, "the card says \(first), then \(second)")
    }
}
