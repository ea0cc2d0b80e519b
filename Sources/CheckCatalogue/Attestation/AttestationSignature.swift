import Checks
import FIDOMetadata
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let attestationSignature = Self(
        "at.packed-sig",
        "the attestation is signed over what was made and what was asked",
        clause: .webAuthn("8.2"),
        danger: .d1,
        needs: [.ctap2, .credential],
        leaves: .forgottenCredential,
        tags: [.touch, .attestation],
        because: "The signature is all that ties the certificate to this key."
    ) { key throws(CheckEnd) in
        guard try key.credential().attestation.format != .none else { throw .notApplicable("the key attests nothing") }
        let faults = try await key.attestationFaults { rule, format in
            [.syntax(format), .signature(format), .algorithm(format), .credentialKey(format), .format].contains(rule)
        }
        try demand(faults.isEmpty, faults.joined(separator: "; "))
    }
}
