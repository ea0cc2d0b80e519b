import Checks
import ISO7816

extension Check where Subject == CardUnderTest {
    static let caseFour = Self(
        "ap.case4",
        "a command that brings data and asks for some is answered with some",
        clause: .iso7816Part4("5.2"),
        because: "At once, or by GET RESPONSE where the protocol carries data in one direction only."
    ) { card throws(CheckEnd) in
        guard let data = try card.selection(of: .issuerSecurityDomain) else {
            throw .notApplicable("the card has no card manager to select")
        }
        try demand(!data.isEmpty, "SELECT with Le is answered with no data")
        try demand(data.count <= 256, "256 bytes at most are asked for, and \(data.count) come")
    }
}
