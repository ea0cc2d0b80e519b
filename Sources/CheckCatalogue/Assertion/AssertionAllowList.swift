import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let assertionAllowList = Self(
        "ga.allow-bad",
        "a malformed allow list is refused",
        clause: .ctap("6.2"),
        needs: [.ctap2, .credential],
        tags: [.negative],
        because: """
            A list that is passed over instead makes the key look for credentials that it stores, and offer those.
            """
    ) { key throws(CheckEnd) in
        let first = CBORPath.member(0x03).at(0)
        let variations = key.assertion(by: try key.credential(), touch: false)
            .mistypedEach([.member(0x03), first, first.key("id"), first.key("type")])
        try key.expectRefusal(of: variations, as: [.cborUnexpectedType])
    }
}
