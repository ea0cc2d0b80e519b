import Checks
import CTAPMessages
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let creationParameters = Self(
        "mc.params-bad",
        "an algorithm is refused unless it is a number, its type unless it is a text",
        clause: .ctap("6.1.2"),
        danger: .d1,
        needs: [.ctap2, .creationByTouch],
        tags: [.negative],
        because: "The specification has each element of the list looked at, also those that would not be chosen."
    ) { key throws(CheckEnd) in
        let first = CBORPath.member(0x04).at(0)
        let variations = try key.creation().mistypedEach([first, first.key("alg"), first.key("type")])
        try key.expectRefusal(of: variations, as: [.cborUnexpectedType])
    }
}
