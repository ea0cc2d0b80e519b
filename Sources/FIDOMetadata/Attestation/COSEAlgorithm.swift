/// A signature algorithm by its COSE number (IANA COSE Algorithms).
package struct COSEAlgorithm: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    package let rawValue: Int64
    package init(rawValue: Int64) { self.rawValue = rawValue }

    /// ECDSA with SHA-256.
    package static let es256 = Self(rawValue: -7)
    package static let edDSA = Self(rawValue: -8)
    package static let es384 = Self(rawValue: -35)
    package static let es512 = Self(rawValue: -36)
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    package static let rs256 = Self(rawValue: -257)
    /// RSASSA-PKCS1-v1_5 with SHA-1: TPMs of the first generation, and weak.
    package static let rs1 = Self(rawValue: -65535)
    /// The fully specified names of RFC 9864 for the same four.
    package static let esp256 = Self(rawValue: -9)
    package static let esp384 = Self(rawValue: -51)
    package static let esp512 = Self(rawValue: -52)
    package static let ed25519 = Self(rawValue: -19)

    package var name: String? {
        switch self {
        case .es256: "ES256"
        case .edDSA: "EdDSA"
        case .es384: "ES384"
        case .es512: "ES512"
        case .rs256: "RS256"
        case .rs1: "RS1"
        case .esp256: "ESP256"
        case .esp384: "ESP384"
        case .esp512: "ESP512"
        case .ed25519: "Ed25519"
        default: nil
        }
    }

    package var description: String { name ?? "COSE algorithm \(rawValue)" }

    /// Whether signatures by it can be forged at a cost that somebody might pay.
    package var isWeak: Bool { self == .rs1 }
}
