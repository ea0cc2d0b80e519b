import Checks
import CTAPMessages
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let creationUser = Self(
        "mc.user",
        "the user's id is refused unless it is bytes, the names unless they are texts",
        clause: .ctap("6.1"),
        danger: .d1,
        needs: [.ctap2, .creationByTouch],
        tags: [.negative],
        because: "They are stored and given out again, so what is stored has to be what it is taken for."
    ) { key throws(CheckEnd) in
        let user = CBORPath.member(0x03)
        let variations = try key.creation()
            .mistypedEach([user.key("id"), user.key("name"), user.key("displayName")])
        try key.expectRefusal(of: variations, as: [.cborUnexpectedType])
    }
}
