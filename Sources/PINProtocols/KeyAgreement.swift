import Crypto
package import Octets

/// One side of the key agreement: a private key on P-256 and what it gives with the other side's public key.
package struct KeyAgreement: Sendable {
    private let privateKey: P256.KeyAgreement.PrivateKey

    /// A new random key.
    package init() {
        privateKey = P256.KeyAgreement.PrivateKey()
    }

    /// A known key, so that a run can be repeated.
    ///
    /// - Parameter privateKey: 32 bytes, big-endian.
    /// - Throws: ``PINProtocolError/privateKey`` when they are zero, or not below the order of the curve.
    package init(privateKey: Secret) throws(PINProtocolError) {
        do {
            self.privateKey = try privateKey.withBytes { try P256.KeyAgreement.PrivateKey(rawRepresentation: $0) }
        } catch {
            throw .privateKey
        }
    }

    package var publicKey: AgreementKey { AgreementKey(privateKey.publicKey) }

    /// What both sides come to have in common: `encapsulate` of the platform, `decapsulate` of the authenticator
    /// (CTAP 2.1, 6.5.6 and 6.5.7, `ecdh` and `kdf`).
    package func sharedSecret(with other: AgreementKey, by pinProtocol: PINProtocol) throws(PINProtocolError)
        -> SharedSecret
    {
        do {
            let key = try P256.KeyAgreement.PublicKey(x963Representation: [0x04] + other.x + other.y)
            let point = try privateKey.sharedSecretFromKeyAgreement(with: key)
            return SharedSecret(point.withUnsafeBytes { Secret(Array($0)) }, by: pinProtocol)
        } catch {
            throw .notOnCurve
        }
    }
}
