import Checks
import ISO7816

extension Check where Subject == CardUnderTest {
    static let selectManager = Self(
        "ap.sel-isd",
        "SELECT of the card manager gives file control information, or says that there is none",
        clause: .iso7816Part4("7.4.3"),
        because: "Only SELECT is sent: whatever would open a secure channel can count a failure."
    ) { card throws(CheckEnd) in
        for identifier in [ApplicationIdentifier.issuerSecurityDomain, .issuerSecurityDomainVisa] {
            guard let data = try card.selection(of: identifier), !data.isEmpty else { continue }
            let template = try? BERTLV(parsing: data)
            try demand(template?.tag == 0x6F, "the answer is no file control information (6F)")
        }
    }
}
