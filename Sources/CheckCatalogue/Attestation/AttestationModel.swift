import Checks
import FIDOMetadata
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let attestationModel = Self(
        "at.aaguid-ext",
        "a certificate that names a model names the one that it attests",
        clause: .webAuthn("8.2.1"),
        danger: .d1,
        needs: [.ctap2, .credential],
        leaves: .forgottenCredential,
        tags: [.touch, .attestation],
        because: "Else the certificate of one model would vouch for another of the same vendor."
    ) { key throws(CheckEnd) in
        try key.requireCertificate()
        let faults = try await key.attestationFaults { rule, _ in rule == .aaguidExtension }
        try demand(faults.isEmpty, faults.joined(separator: "; "))
    }
}
