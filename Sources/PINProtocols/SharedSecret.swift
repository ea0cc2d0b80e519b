import Crypto
package import Octets

/// What platform and authenticator have in common after key agreement, and what they do with it.
package struct SharedSecret: Sendable {
    package let pinProtocol: PINProtocol
    /// Under which messages are authenticated: the whole of protocol one's secret, the first half of protocol two's.
    package let authenticationKey: Secret
    /// Under which bytes are encrypted: the whole of protocol one's secret, the second half of protocol two's.
    package let encryptionKey: Secret

    /// Derives the keys from the x-coordinate of the shared point (CTAP 2.1, 6.5.6 and 6.5.7, `kdf`).
    package init(_ coordinate: Secret, by pinProtocol: PINProtocol) {
        self.pinProtocol = pinProtocol
        switch pinProtocol {
        case .one:
            let key = coordinate.withBytes { Secret(Array(SHA256.hash(data: $0))) }
            authenticationKey = key
            encryptionKey = key
        case .two:
            authenticationKey = Self.derive("CTAP2 HMAC key", from: coordinate)
            encryptionKey = Self.derive("CTAP2 AES key", from: coordinate)
        }
    }

    /// Encrypts bytes that fill whole blocks.
    ///
    /// A given initialization vector takes the place of protocol two's random one, where bytes have to be reproducible.
    ///
    /// - Throws: ``PINProtocolError/length(_:)`` when they do not.
    package func encrypt(
        _ plaintext: Secret,
        initializationVector: [UInt8]? = nil
    ) throws(PINProtocolError) -> [UInt8] {
        try pinProtocol.encrypt(plaintext, with: encryptionKey, initializationVector: initializationVector)
    }

    /// Decrypts what the other side encrypted.
    ///
    /// - Throws: ``PINProtocolError/length(_:)`` when the bytes cannot have come from it.
    package func decrypt(_ ciphertext: [UInt8]) throws(PINProtocolError) -> Secret {
        try pinProtocol.decrypt(ciphertext, with: encryptionKey)
    }

    /// A proof over a message, as setPIN, changePIN and hmac-secret send one.
    package func authenticate(_ message: [UInt8]) -> [UInt8] {
        pinProtocol.authenticate(message, with: authenticationKey)
    }

    /// Whether a proof is the one that ``authenticate(_:)`` would make.
    package func verify(_ proof: [UInt8], of message: [UInt8]) -> Bool {
        pinProtocol.verify(proof, of: message, with: authenticationKey)
    }

    private static func derive(_ purpose: String, from coordinate: Secret) -> Secret {
        let key = HKDF<SHA256>
            .deriveKey(
                inputKeyMaterial: coordinate.symmetric,
                salt: Array(repeating: 0, count: 32),
                info: Array(purpose.utf8),
                outputByteCount: 32
            )
        return key.withUnsafeBytes { Secret(Array($0)) }
    }
}
