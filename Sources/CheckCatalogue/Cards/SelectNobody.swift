import Checks
import ISO7816

extension Check where Subject == CardUnderTest {
    static let selectNobody = Self(
        "ap.sel-none",
        "a name that no application has is not found",
        clause: .iso7816Part4("11.2.2"),
        tags: [.negative],
        because: """
            A card that answers every SELECT with success has every application there is, and tells nothing by it.
            """
    ) { card throws(CheckEnd) in
        let nobody = [0xF0] + Array("touchstone".utf8)
        let answer = try card.select(nobody)
        let refusals: [StatusWord] = [.fileNotFound, .referencedDataNotFound, .functionNotSupported]
        try demand(refusals.contains(answer.statusWord), "SELECT of nobody is answered \(answer.statusWord)")
    }
}
