/// Bytes that a PIN/UV auth protocol cannot work with.
package enum PINProtocolError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A public key that is no point on P-256.
    case notOnCurve
    /// A COSE key that is none of the kind that key agreement uses (CTAP 2.1, 6.5.6).
    case notAnAgreementKey
    /// A private key that is zero, or not below the order of P-256.
    case privateKey
    /// Bytes to encrypt or decrypt that do not fill whole blocks, or that hold less than an initialization vector.
    case length(Int)
    /// A PIN of more bytes than fit in front of a padding, or with a zero among them.
    case unfitPIN

    package var description: String {
        switch self {
        case .notOnCurve: "the public key is no point on P-256"
        case .notAnAgreementKey: "the COSE key is no ECDH-ES+HKDF-256 key on P-256"
        case .privateKey: "the private key is out of range"
        case .length(let count): "\(count) bytes cannot be encrypted or decrypted in whole blocks of 16"
        case .unfitPIN: "the PIN is empty, longer than 63 bytes or holds a zero byte"
        }
    }
}
