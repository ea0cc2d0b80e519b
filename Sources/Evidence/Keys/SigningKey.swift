import Crypto
package import Octets

/// An Ed25519 private key.
package struct SigningKey: Sendable {
    /// PrivateKeyInfo of an Ed25519 key up to the key itself (RFC 8410, 7).
    private static let derPrefix: [UInt8] = [
        0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
    ]
    private static let label = "PRIVATE KEY"

    private let seed: Secret
    package let verifyingKey: VerifyingKey

    /// Makes a new key from the system's randomness.
    package init() {
        let key = Curve25519.Signing.PrivateKey()
        guard let made = Self(seed: Array(key.rawRepresentation)) else { preconditionFailure("a new key is no key") }
        self = made
    }

    private init?(seed: [UInt8]) {
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed),
            let verifyingKey = VerifyingKey(raw: Array(key.publicKey.rawRepresentation))
        else { return nil }
        self.seed = Secret(seed)
        self.verifyingKey = verifyingKey
    }

    /// Reads a PEM file, as OpenSSL writes it.
    package init?(pem: Secret) {
        let seed = pem.withBytes { bytes -> [UInt8]? in
            guard let der = PEMBlock.decode(String(decoding: bytes, as: UTF8.self), label: Self.label),
                der.count == Self.derPrefix.count + 32, der.starts(with: Self.derPrefix)
            else { return nil }
            return Array(der.dropFirst(Self.derPrefix.count))
        }
        guard let seed else { return nil }
        self.init(seed: seed)
    }

    /// Whether a file is a private key of any kind in PEM (RFC 7468): this one or one that cannot be used here.
    package static func isPrivate(pem bytes: [UInt8]) -> Bool {
        guard bytes.starts(with: "-----BEGIN ".utf8) else { return false }
        let label = bytes.dropFirst("-----BEGIN ".utf8.count).prefix { $0 != UInt8(ascii: "-") }
        return String(decoding: label, as: UTF8.self).hasSuffix(Self.label)
    }

    /// The file to keep; for the owner's eyes alone.
    package var pem: Secret {
        seed.withBytes { Secret(Array(PEMBlock.encode(Self.derPrefix + $0, label: Self.label).utf8)) }
    }

    /// Signs a message.
    package func signature(of message: [UInt8]) -> [UInt8] {
        seed.withBytes { seed in
            guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed),
                let signature = try? key.signature(for: message)
            else { preconditionFailure("a key that was read cannot sign") }
            return Array(signature)
        }
    }
}
