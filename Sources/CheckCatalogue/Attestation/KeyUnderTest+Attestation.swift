import CBORTree
import Checks
import FIDOMetadata
import FoundationEssentials

extension KeyUnderTest {
    /// What is wrong with the attestation of the run's credential by some rules, metadata left aside.
    func attestationFaults(of isMeant: (AttestationRule, AttestationFormat) -> Bool) async throws(CheckEnd) -> [String]
    {
        let credential = try credential()
        // No path is built without metadata, so no time enters the verdict.
        let report = await AttestationVerifier(metadata: nil)
            .verify(
                credential.attestation,
                clientDataHash: credential.clientDataHash,
                at: Date(timeIntervalSince1970: 0)
            )
        return report.failures.filter { isMeant($0.rule, report.format) }.map(\.reason)
    }

    /// Ends the check unless a certificate came with the attestation.
    func requireCertificate() throws(CheckEnd) {
        let statement = try credential().attestation.statement
        guard statement["x5c"]?.elements?.isEmpty == false else {
            throw .notApplicable("the attestation has no certificate")
        }
    }
}
