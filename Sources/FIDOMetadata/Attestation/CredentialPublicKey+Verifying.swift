import CTAPMessages
import X509

extension CredentialPublicKey {
    /// Whether the key is of a kind that signatures can be verified with, and a valid one.
    package var isUsable: Bool { publicKey != nil && algorithm?.signatureAlgorithm != nil }

    /// Whether a signature over a message is one of this key's (WebAuthn L3, 7.2).
    package func verifies(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        guard let publicKey, let algorithm = algorithm?.signatureAlgorithm else { return false }
        return publicKey.isValidSignature(signature, for: message, signatureAlgorithm: algorithm)
    }
}
