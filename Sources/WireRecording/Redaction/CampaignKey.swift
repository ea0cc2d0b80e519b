import Crypto
package import Octets

/// The key of a campaign: under it equal values have equal names, and without it nobody can tell whose they are.
///
/// It stays outside every recording and report. A card number or an NHS number has so few digits that a plain hash of it is
/// soon guessed; under a key it is not.
package struct CampaignKey: Sendable {
    private let secret: Secret
    /// What tells this campaign from others, in 16 digits; `nil` for a key that nobody keeps.
    package let id: String?

    package static let byteCount = 32

    /// - Parameter secret: 32 bytes at random; `nil` comes of any other number.
    package init?(_ secret: Secret) {
        guard secret.count == Self.byteCount else { return nil }
        self.secret = secret
        id = Hex.encode(Self.code(of: Array("touchstone campaign".utf8), under: secret).prefix(8))
    }

    /// A key that dies with the process: for a recording that has to match no other.
    package static func random() -> Self {
        Self(unchecked: randomSecret())
    }

    /// The bytes of a new key, to be kept where recordings are not.
    package static func randomSecret() -> Secret {
        var generator = SystemRandomNumberGenerator()
        return Secret((0..<byteCount).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
    }

    private init(unchecked secret: Secret) {
        self.secret = secret
        id = nil
    }

    /// The name of a value in this campaign: HMAC with SHA-256 over kind and value (RFC 2104), its first 16 bytes.
    ///
    /// The kind keeps a serial number and a user handle of the same bytes apart.
    package func hash(_ value: [UInt8], as kind: PersonalData) -> KeyedHash {
        let message = Array("touchstone redaction, \(kind.rawValue)\u{0}".utf8) + value
        return KeyedHash(kind: kind, bytes: Array(Self.code(of: message, under: secret).prefix(16)))
    }

    private static func code(of message: [UInt8], under secret: Secret) -> [UInt8] {
        let key = secret.withBytes { SymmetricKey(data: $0) }
        return Array(HMAC<SHA256>.authenticationCode(for: message, using: key))
    }
}
