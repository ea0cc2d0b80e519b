import Checks
import ISO7816

extension Check where Subject == CardUnderTest {
    static let pinProtects = Self(
        "pin.protects",
        "what the PIN opens is closed without it",
        clause: .piv(part: 1, "3.3"),
        needs: [.application(.piv)],
        tags: [.negative],
        because: "The printed information has the holder's name; it is asked for only to be refused, and never kept."
    ) { card throws(CheckEnd) in
        _ = try card.select(ApplicationIdentifier.piv.bytes)
        let answer = try card.exchange(.pivObject(0x5FC109))
        guard ![.fileNotFound, .referencedDataNotFound].contains(answer.statusWord) else {
            throw .notApplicable("the card has no printed information")
        }
        try demand(
            answer.statusWord == .securityStatusNotSatisfied,
            "the printed information is answered \(answer.statusWord) without the PIN"
        )
    }
}
