package import CBORTree
package import CTAPMessages

/// What an authenticator is: plain data, from which ``SoftwareAuthenticator`` answers.
package struct AuthenticatorModel: Hashable, Sendable {
    /// A short name for command lines.
    package var slug: String
    package var vendorID: UInt16
    package var productID: UInt16
    package var bcdDevice: UInt16
    package var manufacturer: String
    package var product: String
    package var serialNumber: String
    /// Major, minor and build of the CTAPHID_INIT answer.
    package var deviceVersion: [UInt8]
    package var capabilities: CTAPHIDCapabilities
    /// Members of the getInfo answer by key (CTAP 2.1, 6.4); `nil` for a key without CTAP2.
    package var information: [UInt8: CBORItem]?
    package var pinRetries: Int
    package var uvRetries: Int
    /// How long until somebody touches it; `nil` when nobody does.
    package var touch: Duration?
    package var attestation: AttestationKind
    /// Whether it has CTAPHID_LOCK, which is optional (CTAP 2.1, 11.2.9.2.2).
    package var canLock = false
    /// The PIN that it comes with; `nil` for none.
    package var initialPIN: String?
    /// From which all its keys, identifiers, tokens and nonces follow, so that a run can be repeated.
    package var seed: [UInt8]

    /// The PIN of the models that come with one; it guards nothing.
    package static let factoryPIN = "246813"

    package init(
        slug: String,
        vendorID: UInt16 = 0x1209,
        productID: UInt16,
        bcdDevice: UInt16,
        manufacturer: String = "Touchstone",
        product: String,
        serialNumber: String,
        deviceVersion: [UInt8],
        capabilities: CTAPHIDCapabilities,
        information: [UInt8: CBORItem]?,
        pinRetries: Int = 8,
        uvRetries: Int = 5,
        touch: Duration? = nil,
        attestation: AttestationKind = .none,
        seed: [UInt8] = Array("touchstone".utf8)
    ) {
        self.slug = slug
        self.vendorID = vendorID
        self.productID = productID
        self.bcdDevice = bcdDevice
        self.manufacturer = manufacturer
        self.product = product
        self.serialNumber = serialNumber
        self.deviceVersion = deviceVersion
        self.capabilities = capabilities
        self.information = information
        self.pinRetries = pinRetries
        self.uvRetries = uvRetries
        self.touch = touch
        self.attestation = attestation
        self.seed = seed
        initialPIN = option("clientPin") == true ? Self.factoryPIN : nil
    }

    /// What it attests credentials with: U2F has no AAGUID (WebAuthn Level 2, 8.6).
    var aaguid: [UInt8] {
        let own = information?[0x03]?.bytes ?? []
        return attestation.isU2F || own.count != 16 ? AAGUID.zero.bytes : own
    }

    /// Discoverable credentials that it has room for.
    var room: Int { information?[0x14]?.unsignedInteger.map { Int(clamping: $0) } ?? 25 }

    /// What an option that it cannot honour is answered (CTAP 2.1, 6.1.2; CTAP 2.0, 5.1).
    var refusedOption: CTAPStatus { speaksCTAP21 ? .invalidOption : .unsupportedOption }

    func hasExtension(_ name: String) -> Bool {
        information?[0x02]?.elements?.contains { $0.text == name } ?? false
    }

    /// Whether it makes keys for an algorithm; ES256 where getInfo lists none.
    func supports(_ algorithm: COSEAlgorithm) -> Bool {
        guard let listed = information?[0x0A]?.elements else { return algorithm == .es256 }
        return listed.contains { $0["alg"]?.integer == algorithm.rawValue }
    }

    /// The value of an option; `nil` when getInfo does not list it, which means something else than `false`.
    func option(_ name: String) -> Bool? {
        information?[0x04]?[name]?.bool
    }

    var pinUvAuthProtocols: [UInt64] {
        information?[0x06]?.elements?.compactMap(\.unsignedInteger) ?? []
    }

    /// Whether it speaks CTAP 2.1, whose statuses are finer than those of 2.0.
    var speaksCTAP21: Bool {
        information?[0x01]?.elements?.contains { $0.text == "FIDO_2_1" } ?? false
    }
}
