import CBORTree
import Checks
import CTAPMessages
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let creationWithoutPresence = Self(
        "mc.up-false",
        "a credential cannot be made without a touch, not even when that is asked for",
        clause: .ctap("6.1.2"),
        danger: .d1,
        needs: [.ctap2, .creationByTouch],
        tags: [.negative],
        because: "The option up is for assertions; with it off a page could register keys behind its user's back."
    ) { key throws(CheckEnd) in
        let call = try key.creation().with(.member(0x07), ["up": false])
        // CTAP 2.0 has another status for it.
        let statuses: [CTAPStatus] =
            try key.information().speaksCTAP21 ? [.invalidOption] : [.invalidOption, .unsupportedOption]
        try key.expectRefusal(
            of: [RequestVariation(flaw: "the option up is off", request: call.encoded)],
            as: statuses
        )
    }
}
