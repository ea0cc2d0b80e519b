import CBORTree
import Checks
import CTAPMessages
import FIDOMetadata
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let creationPreference = Self(
        "mc.attpref",
        "a key that is asked for no attestation gives none",
        clause: .ctap("6.1.2", version: "2.2"),
        danger: .d1,
        needs: [.ctap2, .creationByTouch, .attestationFormats],
        leaves: .forgottenCredential,
        tags: [.touch, .attestation],
        because: """
            Most relying parties want to know nothing of the model. A preference for none saves the key a signature, \
            and its owner the word of which model it is.
            """
    ) { key throws(CheckEnd) in
        let call = try key.creation().with(.member(0x0B), ["none"])
        let attestation = try key.make(call).attestation
        try demand(attestation.format == .none, "none is preferred, and the key attests by \(attestation.format)")
        try demand(attestation.statement.entries?.isEmpty == true, "the statement of no attestation is not empty")
    }
}

extension Need where Subject == KeyUnderTest {
    /// getInfo lists formats, as keys do that take a preference among them (CTAP 2.2, 6.4).
    fileprivate static let attestationFormats = Self("attestationFormats in getInfo") { key throws(CheckEnd) in
        guard try key.information().attestationFormats?.isEmpty == false else {
            throw .notApplicable("the key lists no attestation formats")
        }
    }
}
