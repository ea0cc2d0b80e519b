import Checks
import FIDOMetadata
import FoundationEssentials
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let attestationAnchor = Self(
        "at.anchor",
        "the attestation leads to an anchor that the metadata name for the model",
        clause: .webAuthn("7.1"),
        danger: .d1,
        needs: [.ctap2, .credential],
        leaves: .forgottenCredential,
        tags: [.touch, .attestation, .metadata],
        because: "Anybody can make a certificate with a vendor's name in it; only the vendor's own leads to its root."
    ) { key throws(CheckEnd) in
        let credential = try key.credential()
        try key.requireCertificate()
        _ = try key.statement()
        let verifier: AttestationVerifier
        do throws(StoredMetadata.Damage) {
            verifier = try key.context.metadata?.attestationVerifier() ?? AttestationVerifier(metadata: nil)
        } catch {
            throw .notRun(.bench, "\(error)")
        }
        let report = await verifier.verify(
            credential.attestation,
            clientDataHash: credential.clientDataHash,
            at: Date()
        )
        let rules: Set<AttestationRule> = [.metadataEntry, .trustAnchors, .path, .aaguidExtensionPresent]
        let faults = report.failures.filter { rules.contains($0.rule) }.map(\.reason)
        try demand(faults.isEmpty, faults.joined(separator: "; "))
    }
}
