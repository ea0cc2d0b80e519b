import CBORTree
import Checks
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let credentialBlobRefused = Self(
        "ex.credblob",
        "a blob for a credential that is not stored is refused in the answer, and the credential made",
        clause: .ctap("12.2"),
        danger: .d1,
        needs: [.ctap2, .creationByTouch, .extensionNamed("credBlob")],
        leaves: .forgottenCredential,
        tags: [.touch],
        because: "A relying party that were told that its blob is stored would look for it in vain."
    ) { key throws(CheckEnd) in
        let output = try key.make(with: "credBlob", .bytes([1, 2, 3])).output("credBlob")
        try demand(output?.bool == false, "the output is \(output?.diagnostic ?? "missing"), and not false")
    }
}
