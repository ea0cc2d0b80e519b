import Crypto

/// What makes a run's registrations its own, and a replay's the same.
///
/// Everything that a registration needs to be fresh is derived from the seed in the recording's header, by HKDF with
/// SHA-256 (RFC 5869), so that a replay asks for the very bytes that the bench asked for.
package struct AttestationSeed: Hashable, Sendable {
    package let bytes: [UInt8]

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// 32 bytes of the system's generator.
    package static func random() -> Self {
        var generator = SystemRandomNumberGenerator()
        return Self((0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
    }

    /// Stands for a challenge: the key signs it and cannot have seen it before.
    var clientDataHash: [UInt8] { derive("client data hash") }

    /// The same for using the credential.
    var assertionHash: [UInt8] { derive("assertion client data hash") }

    /// A user handle of nobody.
    var userID: [UInt8] { derive("user handle") }

    private func derive(_ purpose: String) -> [UInt8] {
        let key = HKDF<SHA256>
            .deriveKey(
                inputKeyMaterial: SymmetricKey(data: bytes),
                info: Array("touchstone attestation, \(purpose)".utf8),
                outputByteCount: 32
            )
        return key.withUnsafeBytes { Array($0) }
    }
}
