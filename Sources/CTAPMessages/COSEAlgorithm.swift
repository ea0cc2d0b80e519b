/// A COSE algorithm number with the name that IANA registers for it (RFC 9053).
package struct COSEAlgorithm: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    package let rawValue: Int64
    package init(rawValue: Int64) { self.rawValue = rawValue }

    package static let es256 = Self(rawValue: -7)
    package static let edDSA = Self(rawValue: -8)
    package static let es384 = Self(rawValue: -35)
    package static let es512 = Self(rawValue: -36)
    package static let ecdhESHKDF256 = Self(rawValue: -25)
    package static let rs256 = Self(rawValue: -257)

    /// The registered name, or the number.
    package var name: String { Self.names[rawValue] ?? "COSE algorithm \(rawValue)" }

    package var description: String { name }

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
