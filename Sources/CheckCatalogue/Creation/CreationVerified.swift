import Checks
import FIDOMetadata
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let creationVerified = Self(
        "mc.uv",
        "a registration with a PIN token says that the user was verified",
        clause: .ctap("6.1.2"),
        danger: .d2,
        needs: [.ctap2, .pin],
        leaves: .forgottenCredential,
        using: .tokens,
        tags: [.touch, .pin],
        because: "Relying parties that demand verification turn away a registration without the flag."
    ) { key throws(CheckEnd) in
        let credential = try await key.makeVerified(key.creation())
        let flags = credential.attestation.authenticatorData.flags
        try demand(flags.contains(.userVerified), "the flags say that the user was not verified")
        try demand(flags.contains(.userPresent), "the flags say that nobody was there")
    }
}
