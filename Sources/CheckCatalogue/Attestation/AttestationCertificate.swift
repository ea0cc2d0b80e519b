import Checks
import FIDOMetadata
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let attestationCertificate = Self(
        "at.x5c-req",
        "the attestation certificate has the profile that it must have",
        clause: .webAuthn("8.2.1"),
        danger: .d1,
        needs: [.ctap2, .credential],
        leaves: .forgottenCredential,
        tags: [.touch, .attestation],
        because: """
            Version 3, a subject with country, organisation, the unit Authenticator Attestation and a name, and no \
            authority.
            """
    ) { key throws(CheckEnd) in
        try key.requireCertificate()
        let faults = try await key.attestationFaults { rule, format in
            [.certificates(format), .certificateVersion, .certificateSubject, .certificateConstraints].contains(rule)
        }
        try demand(faults.isEmpty, faults.joined(separator: "; "))
    }
}
