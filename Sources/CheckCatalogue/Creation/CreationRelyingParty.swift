import Checks
import CTAPMessages
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let creationRelyingParty = Self(
        "mc.rp",
        "the relying party's id and name are refused unless they are texts",
        clause: .ctap("6.1"),
        danger: .d1,
        needs: [.ctap2, .creationByTouch],
        tags: [.negative],
        because: "The id is what the whole credential is bound to."
    ) { key throws(CheckEnd) in
        let rp = CBORPath.member(0x02)
        let variations = try key.creation().mistypedEach([rp.key("id"), rp.key("name")])
        try key.expectRefusal(of: variations, as: [.cborUnexpectedType])
    }
}
