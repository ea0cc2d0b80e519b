import Crypto
import CryptoExtras
package import Octets

/// A PIN/UV auth protocol: how a platform and an authenticator agree on a key, encrypt under it and prove that they have it.
///
/// Both sides use the same functions, so nothing here knows which one it serves (CTAP 2.1, 6.5.4 to 6.5.7).
package enum PINProtocol: UInt64, Hashable, Sendable, CaseIterable {
    /// SHA-256 of the shared point as the one key, an initialization vector of zeros, 16 bytes of HMAC (6.5.6).
    case one = 1
    /// Two keys by HKDF, a random initialization vector, 32 bytes of HMAC (6.5.7).
    case two = 2

    static let blockLength = 16

    /// Length of what ``authenticate(_:with:)`` makes.
    package var authenticationLength: Int { self == .one ? 16 : 32 }

    /// Bytes that encryption adds in front.
    package var encryptionOverhead: Int { self == .one ? 0 : Self.blockLength }

    /// Lengths that a pinUvAuthToken may have (CTAP 2.1, 6.5.5.7.1 in both protocols' `resetPinUvAuthToken`).
    package var tokenLengths: [Int] { self == .one ? [16, 32] : [32] }

    /// A pinUvAuthParam, or another proof: HMAC-SHA-256 of a message under a token or the key of a shared secret.
    package func authenticate(_ message: [UInt8], with key: Secret) -> [UInt8] {
        // Protocol two keeps to the first 32 bytes of a longer key (CTAP 2.1, 6.5.7).
        let code = key.withBytes { bytes in
            HMAC<SHA256>
                .authenticationCode(
                    for: message,
                    using: SymmetricKey(data: self == .two ? Array(bytes.prefix(32)) : bytes)
                )
        }
        return Array(Array(code).prefix(authenticationLength))
    }

    /// Whether a proof is the one that ``authenticate(_:with:)`` would make, in time that does not depend on its bytes.
    package func verify(_ proof: [UInt8], of message: [UInt8], with key: Secret) -> Bool {
        let expected = authenticate(message, with: key)
        guard proof.count == expected.count else { return false }
        return zip(proof, expected).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    /// AES-256-CBC without padding, the initialization vector in front where the protocol sends one.
    ///
    /// A given initialization vector takes the place of protocol two's random one, where bytes have to be reproducible.
    ///
    /// - Throws: ``PINProtocolError/length(_:)`` when the plaintext does not fill whole blocks, one at least.
    func encrypt(
        _ plaintext: Secret,
        with key: Secret,
        initializationVector: [UInt8]? = nil
    ) throws(PINProtocolError) -> [UInt8] {
        guard plaintext.count > 0, plaintext.count.isMultiple(of: Self.blockLength) else {
            throw .length(plaintext.count)
        }
        let vector = self == .one ? Self.zeroVector : initializationVector ?? Self.randomVector()
        precondition(vector.count == Self.blockLength)
        do {
            let ciphertext = try plaintext.withBytes { bytes in
                try AES._CBC.encrypt(bytes, using: key.symmetric, iv: .init(ivBytes: vector), noPadding: true)
            }
            return self == .one ? Array(ciphertext) : vector + ciphertext
        } catch {
            throw .length(plaintext.count)
        }
    }

    /// What ``encrypt(_:with:initializationVector:)`` was given.
    ///
    /// - Throws: ``PINProtocolError/length(_:)`` when the bytes cannot have come from it.
    func decrypt(_ ciphertext: [UInt8], with key: Secret) throws(PINProtocolError) -> Secret {
        guard ciphertext.count > encryptionOverhead, ciphertext.count.isMultiple(of: Self.blockLength) else {
            throw .length(ciphertext.count)
        }
        let vector = self == .one ? Self.zeroVector : Array(ciphertext.prefix(Self.blockLength))
        let body = Array(ciphertext.dropFirst(encryptionOverhead))
        do {
            return Secret(
                Array(try AES._CBC.decrypt(body, using: key.symmetric, iv: .init(ivBytes: vector), noPadding: true))
            )
        } catch {
            throw .length(ciphertext.count)
        }
    }

    private static let zeroVector: [UInt8] = Array(repeating: 0, count: blockLength)

    private static func randomVector() -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<blockLength).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
}

extension Secret {
    var symmetric: SymmetricKey { withBytes { SymmetricKey(data: $0) } }
}
