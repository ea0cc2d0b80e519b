import Checks
import CTAPMessages
import FIDOMetadata
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let creationUnique = Self(
        "mc.unique",
        "two credentials have two ids and two keys",
        clause: .webAuthn("4"),
        danger: .d1,
        needs: [.ctap2, .credential],
        leaves: .forgottenCredential,
        tags: [.touch],
        because: "A key that is made twice lets two relying parties find out that they have the same user."
    ) { key throws(CheckEnd) in
        let first = try key.credential().attestation.authenticatorData
        let second = try key.make(key.creation()).attestation.authenticatorData
        try demand(first.credentialID != second.credentialID, "the credential ids are the same")
        try demand(first.publicKey.item != second.publicKey.item, "the public keys are the same")
    }
}
