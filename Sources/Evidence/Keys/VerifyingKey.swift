import Crypto
import Octets

/// An Ed25519 public key (RFC 8032).
package struct VerifyingKey: Hashable, Sendable {
    /// SubjectPublicKeyInfo of an Ed25519 key up to the key itself (RFC 8410, 4).
    static let derPrefix: [UInt8] = [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00]
    static let label = "PUBLIC KEY"

    private let raw: [UInt8]

    init?(raw: [UInt8]) {
        guard (try? Curve25519.Signing.PublicKey(rawRepresentation: raw)) != nil else { return nil }
        self.raw = raw
    }

    /// Reads a SubjectPublicKeyInfo in DER.
    package init?(der: [UInt8]) {
        guard der.count == Self.derPrefix.count + 32, der.starts(with: Self.derPrefix) else { return nil }
        self.init(raw: Array(der.dropFirst(Self.derPrefix.count)))
    }

    /// Reads a PEM file, as OpenSSL writes it.
    package init?(pem: String) {
        guard let der = PEMBlock.decode(pem, label: Self.label) else { return nil }
        self.init(der: der)
    }

    /// Reads the Base64 of a SubjectPublicKeyInfo.
    package init?(base64: String) {
        guard let der = Base64.decode(base64) else { return nil }
        self.init(der: der)
    }

    package var der: [UInt8] { Self.derPrefix + raw }
    package var base64: String { Base64.encode(der) }
    package var pem: String { PEMBlock.encode(der, label: Self.label) }

    /// SHA-256 of the SubjectPublicKeyInfo; what a signature calls the key.
    package var id: String { ContentDigest(of: der).text }

    package func isValid(signature: [UInt8], of message: [UInt8]) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: raw) else { return false }
        return key.isValidSignature(signature, for: message)
    }
}
