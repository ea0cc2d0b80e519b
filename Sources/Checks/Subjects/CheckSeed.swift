import Crypto

/// Where a run's challenges, nonces and user handles come from, so that a replay sends the same bytes.
package struct CheckSeed: Hashable, Sendable {
    package let bytes: [UInt8]

    package init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// 32 bytes of the system's generator.
    package static func random() -> Self {
        var generator = SystemRandomNumberGenerator()
        return Self((0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
    }

    /// Bytes for one purpose (HKDF with SHA-256, RFC 5869); another purpose gets others.
    ///
    /// HKDF gives between 1 and 255 times 32; of none there are none.
    package func derive(_ purpose: String, count: Int = 32) -> [UInt8] {
        guard count > 0 else { return [] }
        let key = HKDF<SHA256>
            .deriveKey(
                inputKeyMaterial: SymmetricKey(data: bytes),
                info: Array("touchstone check, \(purpose)".utf8),
                outputByteCount: count
            )
        return key.withUnsafeBytes { Array($0) }
    }
}
