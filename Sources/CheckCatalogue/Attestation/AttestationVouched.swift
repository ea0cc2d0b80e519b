import CBORTree
import Checks
import FIDOMetadata
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let attestationVouched = Self(
        "at.vouched",
        "somebody other than the key vouches for it",
        clause: .webAuthn("6.5.3"),
        danger: .d1,
        needs: [.ctap2, .credential],
        leaves: .forgottenCredential,
        tags: [.touch, .attestation],
        because: "Without a certificate the key's word stands alone, and no level of certification can be shown."
    ) { key throws(CheckEnd) in
        let attestation = try key.credential().attestation
        try demand(attestation.format != .none, "the key attests nothing")
        let hasCertificate = attestation.statement["x5c"]?.elements?.isEmpty == false
        try demand(hasCertificate, "the key vouches for itself (\(attestation.format))")
    }
}
