import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let assertionMissing = Self(
        "ga.missing",
        "each required member that is missing is answered MISSING_PARAMETER",
        clause: .ctap("6.2.2"),
        needs: [.ctap2, .credential],
        tags: [.negative],
        because: "Relying party and client data hash, each left out in turn, and the parts of a credential in the list."
    ) { key throws(CheckEnd) in
        let first = CBORPath.member(0x03).at(0)
        let variations = key.assertion(by: try key.credential(), touch: false)
            .missingEach([.member(0x01), .member(0x02), first.key("id"), first.key("type")])
        try key.expectRefusal(of: variations, as: [.missingParameter])
    }
}
