import Checks
import ISO7816

extension Check where Subject == CardUnderTest {
    static let pinCounterStays = Self(
        "pin.before-after",
        "asking for the tries costs none",
        clause: .piv(part: 2, "3.2.1"),
        needs: [.application(.piv)],
        because: "Some cards take an empty VERIFY for a wrong PIN. Two questions show it, and a third is not asked."
    ) { card throws(CheckEnd) in
        _ = try card.select(ApplicationIdentifier.piv.bytes)
        let first = try card.transmit(.pivTries).statusWord
        let second = try card.transmit(.pivTries).statusWord
        try demand(first == second, "the card says \(first), then \(second)")
    }
}
