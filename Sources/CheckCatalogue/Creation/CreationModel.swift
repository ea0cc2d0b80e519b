import Checks
import CTAPMessages
import FIDOMetadata
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let creationModel = Self(
        "mc.aaguid",
        "a new credential names the model that getInfo names",
        clause: .webAuthn("6.5.1"),
        danger: .d1,
        needs: [.ctap2, .credential],
        leaves: .forgottenCredential,
        tags: [.touch, .attestation],
        because: """
            The metadata is looked up by the one and the attestation made for the other; both have to be the same \
            model.
            """
    ) { key throws(CheckEnd) in
        let attested = try key.credential().attestation.authenticatorData.aaguid
        let isU2F = try key.credential().attestation.format.rawValue == "fido-u2f"
        if isU2F, attested == .zero { throw .notApplicable("attestation of U2F names no model") }
        let claimed = try key.information().aaguid
        try demand(
            attested == claimed,
            "getInfo names \(claimed?.description ?? "no model"), and the credential \(attested)"
        )
    }
}
