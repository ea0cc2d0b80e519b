import CBORTree
import Checks
import CTAPMessages
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let protectionAnswered = Self(
        "ex.credprotect",
        "a credential that is made with a level of protection has that level, and says so",
        clause: .ctap("12.1"),
        danger: .d1,
        needs: [.ctap2, .creationByTouch, .extensionNamed("credProtect")],
        leaves: .forgottenCredential,
        tags: [.touch],
        because: """
            Level three cannot be used without PIN or finger; the answer is how a relying party knows that it holds.
            """
    ) { key throws(CheckEnd) in
        let credential = try key.make(with: "credProtect", 3)
        let output = credential.output("credProtect")
        try demand(
            output?.unsignedInteger == 3,
            "level 3 was asked for, and the output is \(output?.diagnostic ?? "missing")"
        )
        let reply = try key.call(key.assertion(by: credential, touch: false))
        try demand(
            reply.status == .noCredentials,
            "a credential of level 3 is answered \(reply.status.name) without verification"
        )
    }
}
