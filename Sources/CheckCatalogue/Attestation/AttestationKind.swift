import CBORTree
import Checks
import FIDOMetadata
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let attestationKind = Self(
        "at.types",
        "the key attests in a way that its metadata statement names",
        clause: .metadataStatement("4"),
        danger: .d1,
        needs: [.ctap2, .credential],
        leaves: .forgottenCredential,
        tags: [.touch, .attestation, .metadata],
        because: """
            A model that is stated to attest with its vendor's certificate and vouches for itself is another one, or \
            was tampered with.
            """
    ) { key throws(CheckEnd) in
        let attestation = try key.credential().attestation
        let hasCertificate = attestation.statement["x5c"]?.elements?.isEmpty == false
        let statement = try key.statement()
        guard !statement.attestationTypes.isEmpty else {
            throw .notApplicable("the metadata statement names no attestation types")
        }
        // A certificate does not tell which of the three vouches (FIDO Registry of Predefined Values 2.2, 3.6.3).
        let kinds =
            attestation.format == .none
            ? ["none"] : hasCertificate ? ["basic_full", "attca", "anonca"] : ["basic_surrogate"]
        try demand(
            !Set(kinds).isDisjoint(with: statement.attestationTypes),
            "the key attests by \(kinds.joined(separator: " or ")), and the metadata state "
                + statement.attestationTypes.joined(separator: ", ")
        )
    }
}
