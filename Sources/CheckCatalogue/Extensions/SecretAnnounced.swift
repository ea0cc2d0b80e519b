import CBORTree
import Checks
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let secretAnnounced = Self(
        "ex.hmac-create",
        "a credential that is made with hmac-secret says so",
        clause: .ctap("12.5"),
        danger: .d1,
        needs: [.ctap2, .creationByTouch, .extensionNamed("hmac-secret")],
        leaves: .forgottenCredential,
        tags: [.touch],
        because: "The platform offers to encrypt something under it only if the key has said that it will be there."
    ) { key throws(CheckEnd) in
        let output = try key.make(with: "hmac-secret", true).output("hmac-secret")
        try demand(output?.bool == true, "the output is \(output?.diagnostic ?? "missing")")
    }
}
