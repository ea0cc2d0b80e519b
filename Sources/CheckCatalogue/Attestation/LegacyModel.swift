import CBORTree
import Checks
import Crypto
import CTAPMessages
import FIDOMetadata
import FoundationEssentials
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let legacyModel = Self(
        "at.u2f",
        "a key of U2F alone leads to an anchor of the model that its certificate's key is listed for",
        clause: .metadataStatement("4"),
        danger: .d1,
        needs: [.u2f, .noCTAP2],
        leaves: .forgottenCredential,
        tags: [.touch, .attestation, .metadata],
        because: """
            U2F has no AAGUID. The metadata name such a model by the keys that attest it, which anybody can copy into a \
            certificate; only the vendor's own leads to the vendor's root.
            """
    ) { key throws(CheckEnd) in
        let challenge = key.context.bytes("challenge")
        let attestation = try key.registerU2F().attestation()
        guard let metadata = key.context.metadata, metadata.record != nil else {
            throw .notApplicable("no metadata was verified; `touchstone metadata import` takes some in")
        }
        let verifier: AttestationVerifier
        do throws(StoredMetadata.Damage) {
            verifier = try metadata.attestationVerifier()
        } catch {
            throw .notRun(.bench, "\(error)")
        }
        let report = await verifier.verify(attestation, clientDataHash: challenge, at: Date())
        guard let identifier = report.identifier else {
            throw .notApplicable("no attestation key of this device is in \(metadata)")
        }
        key.context.note("\(report.model ?? "a model without a name"), listed by \(identifier), by \(metadata)")
        let faults = report.failures.map(\.reason)
        try demand(faults.isEmpty, faults.joined(separator: "; "))
    }
}

extension Need where Subject == KeyUnderTest {
    /// CTAPHID_CBOR is not announced.
    fileprivate static let noCTAP2 = Self("no CTAP 2") { key throws(CheckEnd) in
        guard try !key.capabilities().contains(.cbor) else {
            throw .notApplicable("the key speaks CTAP 2, where a model has an AAGUID")
        }
    }
}

extension U2FRegistration {
    /// The registration in the form of WebAuthn, with an AAGUID of zeros (CTAP 2.1, 10.2).
    fileprivate func attestation() throws(CheckEnd) -> AttestationObject {
        let point = publicKey.x963Representation.dropFirst()
        let credentialKey: CBORItem = [
            1: 2, 3: -7, -1: 1, -2: .bytes(Array(point.prefix(32))), -3: .bytes(Array(point.suffix(32))),
        ]
        let flags = AuthenticatorData.Flags([.userPresent, .attestedCredentialData]).rawValue
        let head = application + [flags, 0, 0, 0, 0] + AAGUID.zero.bytes
        let data = head + [UInt8(handle.count >> 8), UInt8(handle.count & 0xFF)] + handle
        do {
            return try AttestationObject(
                format: .fidoU2F,
                statement: ["sig": .bytes(signature), "x5c": [.bytes(certificate)]],
                authenticatorData: data + credentialKey.canonicalized().encoded()
            )
        } catch {
            throw .failed("the registration is no attestation: \(error)")
        }
    }
}
