import CBORTree
import Checks
import CTAPMessages
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let creationUnknownOption = Self(
        "mc.unk-opt",
        "an option that the key does not know is passed over",
        clause: .ctap("6.1.2"),
        danger: .d1,
        needs: [.ctap2, .creationByTouch],
        leaves: .forgottenCredential,
        tags: [.touch],
        because: "Else a platform that speaks a later version could not use the key."
    ) { key throws(CheckEnd) in
        _ = try key.make(key.creation().with(.member(0x07), ["touchstone": true]))
    }
}
