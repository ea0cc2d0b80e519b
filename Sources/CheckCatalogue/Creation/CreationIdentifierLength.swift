import Checks
import CTAPMessages
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let creationIdentifierLength = Self(
        "mc.id-length",
        "a credential id is no longer than getInfo says",
        clause: .ctap("6.4"),
        danger: .d1,
        needs: [.ctap2, .credential],
        leaves: .forgottenCredential,
        tags: [.touch],
        because: """
            Platforms drop credentials that are longer from the list that they send, so the key could never be used \
            again.
            """
    ) { key throws(CheckEnd) in
        guard let limit = try key.information().maxCredentialIdLength else {
            throw .notApplicable("getInfo names no length")
        }
        let count = try key.credential().id.count
        try demand(count <= limit, "the credential id has \(count) bytes, and getInfo allows \(limit)")
    }
}
