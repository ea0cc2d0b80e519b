import CBORTree
import Checks
import CTAPMessages
import FIDOMetadata
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let creationData = Self(
        "mc.authdata",
        "the authenticator data are for the relying party, say that somebody was there, and hold a key that works",
        clause: .webAuthn("6.1"),
        danger: .d1,
        needs: [.ctap2, .credential],
        leaves: .forgottenCredential,
        tags: [.touch],
        because: "Relying parties look at each of these, and refuse the registration over any of them."
    ) { key throws(CheckEnd) in
        let credential = try key.credential()
        let data = credential.attestation.authenticatorData
        try demand(data.rpIDHash == KeyUnderTest.hash(credential.rpID), "the hash is that of another relying party")
        try demand(data.flags.contains(.userPresent), "the flags say that nobody was there")
        try demand(
            !data.flags.contains(.userVerified),
            "the flags say that the user was verified, and nobody asked for it"
        )
        try demand(!data.flags.contains(.extensions) || data.extensions != nil, "the flags announce extensions")
        try demand(data.extensions == nil, "there are extension outputs that nobody asked for")
        try demand(data.credentialID.count >= 16, "the credential id has \(data.credentialID.count) bytes, below 16")
        try demand(data.publicKey.isUsable, "the public key is none: \(data.publicKey.item.diagnostic)")
    }
}
