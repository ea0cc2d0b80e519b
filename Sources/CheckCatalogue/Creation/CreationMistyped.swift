import Checks
import CTAPMessages
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let creationMistyped = Self(
        "mc.badtype",
        "each member of another CBOR type is answered CBOR_UNEXPECTED_TYPE",
        clause: .ctap("8.2"),
        danger: .d1,
        needs: [.ctap2, .creationByTouch],
        tags: [.negative],
        because: "Each of the four members in each type that it cannot have: what is not refused is read as something."
    ) { key throws(CheckEnd) in
        let variations = try key.creation().mistypedEach((1...4).map { .member($0) })
        try key.expectRefusal(of: variations, as: [.cborUnexpectedType])
    }
}
