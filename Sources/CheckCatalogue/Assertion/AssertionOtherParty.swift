import CBORTree
import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let assertionOtherParty = Self(
        "ga.rp-mismatch",
        "a credential does not sign in at another relying party",
        clause: .ctap("6.2.2"),
        needs: [.ctap2, .credential],
        tags: [.negative],
        because: "This is what makes the key proof against phishing: a page under another name gets nothing."
    ) { key throws(CheckEnd) in
        let call = key.assertion(by: try key.credential(), touch: false)
            .with(.member(0x01), "phishing.touchstone.invalid")
        try key.expectRefusal(
            of: [RequestVariation(flaw: "another relying party asks", request: call.encoded)],
            as: [.noCredentials]
        )
    }
}
