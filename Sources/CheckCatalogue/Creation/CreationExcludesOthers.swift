import CBORTree
import Checks
import CTAPMessages
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let creationExcludesOthers = Self(
        "mc.exclude-other",
        "credentials of other keys in the exclude list are passed over",
        clause: .ctap("6.1.2"),
        danger: .d1,
        needs: [.ctap2, .credential],
        leaves: .forgottenCredential,
        tags: [.touch],
        because: "Who has two keys registers the second with the first one's credential in the list."
    ) { key throws(CheckEnd) in
        let stranger = key.context.bytes("stranger", count: try key.credential().id.count)
        let call = try key.creation().with(.member(0x05), [["id": .bytes(stranger), "type": "public-key"]])
        _ = try key.make(call)
    }
}
