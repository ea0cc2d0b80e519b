import Crypto
import Octets
import PINProtocols

/// The player's own keys and tokens, each derived from one seed and a name.
struct ReplaySecrets: Sendable {
    private let seed: SymmetricKey
    private var issued = 0

    init(seed: [UInt8]?) {
        self.seed = seed.map { SymmetricKey(data: $0) } ?? SymmetricKey(size: .bits256)
    }

    /// The device's key for key agreement of a class.
    func deviceKey(_ classNumber: Int) -> KeyAgreement {
        // One in 2^32 hashes is no private key of P-256.
        for attempt in 0..<8 {
            let bytes = bytes("device key \(classNumber) \(attempt)", count: 32)
            if let key = try? KeyAgreement(privateKey: Secret(bytes)) { return key }
        }
        return KeyAgreement()
    }

    func largeBlobKey(_ classNumber: Int) -> [UInt8] { bytes("large-blob key \(classNumber)", count: 32) }

    /// A token or an initialization vector, another each time.
    mutating func fresh(count: Int) -> [UInt8] {
        issued += 1
        return bytes("issued \(issued)", count: count)
    }

    /// The output of hmac-secret for one salt (CTAP 2.1, 12.5): a key for each credential, with and without UV.
    func hmacOutput(credential: [UInt8], isVerified: Bool, salt: [UInt8]) -> [UInt8] {
        let key = bytes("credential \(isVerified) \(Hex.encode(credential))", count: 32)
        return Array(HMAC<SHA256>.authenticationCode(for: salt, using: SymmetricKey(data: key)))
    }

    private func bytes(_ name: String, count: Int) -> [UInt8] {
        let key = HKDF<SHA256>.deriveKey(inputKeyMaterial: seed, info: Array(name.utf8), outputByteCount: count)
        return key.withUnsafeBytes { Array($0) }
    }
}
