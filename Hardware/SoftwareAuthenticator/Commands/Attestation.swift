import SeededKeys
import CBORTree
import CTAPMessages
import TestVendor

extension Transaction {
    /// The answer of makeCredential, signed in the model's way (CTAP 2.1, 6.1.2; WebAuthn Level 2, 8).
    func attest(
        _ data: AuthenticatorData,
        of credential: StoredCredential,
        clientDataHash: [UInt8],
        isEnterprise: Bool,
        isUnattested: Bool,
        largeBlobKey: [UInt8]?
    ) -> [UInt8] {
        let authData = data.encoded
        let message = authData + clientDataHash
        let statement: CBORItem
        var format = "packed"
        switch isUnattested ? .none : model.attestation {
        case .batch(let vendor, let name):
            guard let identity = identity(vendor, name, isEnterprise: isEnterprise) else { return [] }
            let signature = faults.spoil(signature: identity.key.signature(for: message))
            statement = ["alg": -7, "sig": .bytes(signature), "x5c": .list(identity.chain.map { .bytes($0) })]
        case .own:
            let signature = faults.spoil(signature: credential.sign(message))
            statement = ["alg": .int(credential.algorithm.rawValue), "sig": .bytes(signature)]
        case .fidoU2F(let vendor, let name):
            guard let identity = identity(vendor, name, isEnterprise: false) else { return [] }
            format = "fido-u2f"
            let point = [0x04] + (credential.publicKey[-2]?.bytes ?? []) + (credential.publicKey[-3]?.bytes ?? [])
            let registration = [0x00] + data.rpIDHash + clientDataHash + credential.id + point
            let signature = faults.spoil(signature: identity.key.signature(for: registration))
            statement = ["sig": .bytes(signature), "x5c": .list(identity.chain.map { .bytes($0) })]
        case .none:
            (format, statement) = ("none", [:])
        }
        var members: [(CBORItem, CBORItem)] = [
            (0x01, .text(format)), (0x02, .bytes(authData)), (0x03, statement.canonicalized()),
        ]
        if isEnterprise, !faults.contains(.unaskedSerial) { members.append((0x04, true)) }
        if faults.isLax(.undueMember) { members.append((0x04, false)) }
        if let largeBlobKey { members.append((0x05, .bytes(largeBlobKey))) }
        return CBORItem.sortedMap(members).encoded()
    }

    /// The vendor's certificate for the model, or for this very key.
    func identity(_ vendor: TestVendor.Name, _ name: String, isEnterprise: Bool) -> AttestationIdentity? {
        if faults.isLax(.authorityCertificate) {
            let root = TestVendor.known(vendor).root
            return AttestationIdentity(key: root.key, chain: [root.der])
        }
        let own = model.information?[0x03]?.bytes.flatMap { AAGUID(bytes: $0) }
        let aaguid = faults.isLax(.otherModelsCertificate) ? AAGUID(bytes: Array("another model 01".utf8)) : own
        return try? TestVendor.known(vendor)
            .attestation(
                of: name,
                aaguid: model.attestation.isU2F ? nil : aaguid,
                enterpriseSerial: isEnterprise ? model.serialNumber : nil
            )
    }
}
