import Crypto
import SwiftASN1
import X509

extension StatementInput {
    /// Apple anonymous attestation (WebAuthn L3, 8.8).
    func readApple() -> StatementReading {
        var reading = StatementReading()
        reading.kind = .attestationCA
        reading.readCertificates(object.statement, .apple)
        guard let leaf = reading.certificates.first else { return reading }
        let nonce = Array(SHA256.hash(data: signedBytes))
        let oid: ASN1ObjectIdentifier = [1, 2, 840, 113635, 100, 8, 2]
        if let ext = leaf.extensions.first(where: { $0.oid == oid }) {
            reading.require(
                Self.appleNonce(in: Array(ext.value)) == nonce,
                .appleNonce,
                "the certificate was not issued for this registration"
            )
        } else {
            reading.fail(.appleNonce, "the certificate has no nonce")
        }
        reading.require(
            data.publicKey.publicKey == leaf.publicKey,
            .credentialKey(.apple),
            "the certificate is for another key than the credential's"
        )
        reading.algorithm = data.publicKey.algorithm
        return reading
    }

    /// `SEQUENCE { [1] EXPLICIT OCTET STRING }`.
    private static func appleNonce(in value: [UInt8]) -> [UInt8]? {
        try? DER.sequence(try DER.parse(value), identifier: .sequence) { nodes in
            try DER.explicitlyTagged(&nodes, tagNumber: 1, tagClass: .contextSpecific) { node in
                Array(try ASN1OctetString(derEncoded: node).bytes)
            }
        }
    }
}
