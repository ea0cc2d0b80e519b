import Octets

/// The name under which an application on a card is selected (ISO/IEC 7816-4:2020, 12.2.3).
package struct ApplicationIdentifier: Hashable, Sendable, CustomStringConvertible {
    package let bytes: [UInt8]

    private init(unchecked bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Takes 5 to 16 bytes, and nothing else.
    package init?(bytes: [UInt8]) {
        guard (5...16).contains(bytes.count) else { return nil }
        self.init(unchecked: bytes)
    }

    /// FIDO2 and U2F (CTAP 2.1, 11.3.3).
    package static let fido = Self(unchecked: [0xA0, 0x00, 0x00, 0x06, 0x47, 0x2F, 0x00, 0x01])
    /// PIV, without the two bytes of the version (NIST SP 800-73-4, part 1, 2.2).
    package static let piv = Self(unchecked: [0xA0, 0x00, 0x00, 0x03, 0x08, 0x00, 0x00, 0x10, 0x00])
    /// The issuer security domain by GlobalPlatform's own identifier.
    package static let issuerSecurityDomain = Self(unchecked: [0xA0, 0x00, 0x00, 0x01, 0x51, 0x00, 0x00, 0x00])
    /// The issuer security domain of cards older than that, under the identifier of Visa.
    package static let issuerSecurityDomainVisa = Self(unchecked: [0xA0, 0x00, 0x00, 0x00, 0x03, 0x00, 0x00, 0x00])
    /// AuthentIC, version 5.
    package static let authentIC5 = Self(
        unchecked: [
            0xA0, 0x00, 0x00, 0x00, 0x77, 0x01, 0x03, 0x03, 0x00, 0x00, 0x00, 0xF1, 0x00, 0x00, 0x00, 0x02,
        ]
    )
    /// AuthentIC, version 3.2.
    package static let authentIC32 = Self(
        unchecked: [
            0xA0, 0x00, 0x00, 0x00, 0x77, 0x01, 0x00, 0x70, 0x0A, 0x10, 0x00, 0xF1, 0x00, 0x00, 0x01, 0x00,
        ]
    )
    /// GemSAFE, version 1.
    package static let gemSAFE1 = Self(unchecked: [
        0xA0, 0x00, 0x00, 0x00, 0x18, 0x0A, 0x00, 0x00, 0x01, 0x63, 0x42, 0x00,
    ])

    /// Those above, in the order in which a probe tries them.
    package static let wellKnown: [Self] = [
        .piv, .fido, .issuerSecurityDomain, .issuerSecurityDomainVisa, .authentIC5, .authentIC32, .gemSAFE1,
    ]

    /// What the application is called, for those above.
    package var name: String? {
        switch self {
        case .fido: "FIDO"
        case .piv: "PIV"
        case .issuerSecurityDomain, .issuerSecurityDomainVisa: "issuer security domain"
        case .authentIC5: "AuthentIC v5"
        case .authentIC32: "AuthentIC 3.2"
        case .gemSAFE1: "GemSAFE V1"
        default: nil
        }
    }

    package var description: String { Hex.encode(bytes).uppercased() }
}
