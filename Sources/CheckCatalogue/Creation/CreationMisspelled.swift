import Checks
import CTAPMessages
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let creationMisspelled = Self(
        "mc.misspelled",
        "parameters that are not in canonical form are answered INVALID_CBOR",
        clause: .ctap("8"),
        danger: .d1,
        needs: [.ctap2, .creationByTouch],
        tags: [.negative],
        because: """
            Keys out of order, longer heads than need be and indefinite lengths: two readers of such bytes may read \
            two things. The specification says SHOULD; a lab that lives with a key's freedom waives the check.
            """
    ) { key throws(CheckEnd) in
        try key.expectRefusal(of: try key.creation().misspelled, as: [.invalidCBOR])
    }
}
