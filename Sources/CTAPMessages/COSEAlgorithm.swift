/// A COSE algorithm number with the name that IANA registers for it (RFC 9053).
package struct COSEAlgorithm: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    package let rawValue: Int64
    package init(rawValue: Int64) { self.rawValue = rawValue }

    /// ECDSA with SHA-256.
    package static let es256 = Self(rawValue: -7)
    package static let edDSA = Self(rawValue: -8)
    package static let es384 = Self(rawValue: -35)
    package static let es512 = Self(rawValue: -36)
    package static let ecdhESHKDF256 = Self(rawValue: -25)
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    package static let rs256 = Self(rawValue: -257)
    /// RSASSA-PKCS1-v1_5 with SHA-1: TPMs of the first generation, and weak.
    package static let rs1 = Self(rawValue: -65535)
    /// The fully specified names of RFC 9864 for ES256, ES384, ES512 and EdDSA.
    package static let esp256 = Self(rawValue: -9)
    package static let esp384 = Self(rawValue: -51)
    package static let esp512 = Self(rawValue: -52)
    package static let ed25519 = Self(rawValue: -19)

    /// The registered name, or the number.
    package var name: String { Self.names[rawValue] ?? "COSE algorithm \(rawValue)" }

    package var description: String { name }

    /// Whether signatures by it can be forged at a cost that somebody might pay.
    package var isWeak: Bool { self == .rs1 }

    private static let names: [Int64: String] = [
        -7: "ES256",
        -8: "EdDSA",
        -9: "ESP256",
        -19: "Ed25519",
        -25: "ECDH-ES+HKDF-256",
        -35: "ES384",
        -36: "ES512",
        -37: "PS256",
        -38: "PS384",
        -39: "PS512",
        -47: "ES256K",
        -48: "ML-DSA-44",
        -49: "ML-DSA-65",
        -50: "ML-DSA-87",
        -51: "ESP384",
        -52: "ESP512",
        -53: "Ed448",
        -257: "RS256",
        -258: "RS384",
        -259: "RS512",
        -65535: "RS1",
    ]
}
