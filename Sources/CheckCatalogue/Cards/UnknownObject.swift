import Checks
import ISO7816

extension Check where Subject == CardUnderTest {
    static let unknownObject = Self(
        "ap.no-object",
        "an object that is not there is not found",
        clause: .piv(part: 2, "3.1.2"),
        needs: [.application(.piv)],
        tags: [.negative],
        because: "Middleware looks for many objects and has to know which a card lacks."
    ) { card throws(CheckEnd) in
        _ = try card.select(ApplicationIdentifier.piv.bytes)
        let answer = try card.exchange(.pivObject(0x5FFFFE))
        try demand(
            [.fileNotFound, .referencedDataNotFound].contains(answer.statusWord),
            "an object that nobody has is answered \(answer.statusWord)"
        )
    }
}
