package import CTAPMessages
import SeededKeys
import SwiftASN1
import X509

/// The maker of the software keys: its attestation root and the certificates below it, the same for the same seed.
package struct TestVendor: Sendable {
    /// The names of the makers there are; the second one's word counts for nothing.
    package enum Name: String, Sendable, CaseIterable {
        case touchstone = "Touchstone Test Vendor"
        case impostor = "Impostor Test Vendor"
    }

    package let name: Name
    package let root: SeededIdentity
    private let seed: [UInt8]

    private static let touchstone = make(.touchstone)
    private static let impostor = make(.impostor)

    /// The vendor of this name, made once.
    package static func known(_ name: Name) -> TestVendor {
        switch name {
        case .touchstone: touchstone
        case .impostor: impostor
        }
    }

    /// Makes a vendor's root.
    ///
    /// - Throws: What swift-certificates says about a certificate that it cannot make.
    package init(_ name: Name, seed: [UInt8] = Array("touchstone".utf8)) throws {
        self.name = name
        self.seed = seed
        var generator = SeededGenerator(seed: seed, label: "\(name.rawValue) root")
        let subject = try DistinguishedName {
            CountryName("GB")
            OrganizationName(name.rawValue)
            CommonName("\(name.rawValue) Root")
        }
        root = try SeededIdentity(subject, .authority, key: generator.signingKey(), serial: Self.serial(&generator))
    }

    /// The batch certificate of a model, in the profile of packed attestation (WebAuthn Level 2, 8.2.1).
    ///
    /// - Parameters:
    ///   - model: A word that tells this model's certificate from every other.
    ///   - aaguid: What the certificate says the model's AAGUID is; `nil` for a U2F key, which has none.
    ///   - enterpriseSerial: The serial number of an individual key, for enterprise attestation alone.
    /// - Returns: The key and its certificate.
    /// - Throws: What swift-certificates says about a certificate that it cannot make.
    package func attestation(
        of model: String,
        aaguid: AAGUID?,
        enterpriseSerial: String? = nil
    ) throws -> AttestationIdentity {
        var generator = SeededGenerator(seed: seed, label: "\(name.rawValue) \(model) \(enterpriseSerial ?? "")")
        let subject = try DistinguishedName {
            CountryName("GB")
            OrganizationName(name.rawValue)
            OrganizationalUnitName("Authenticator Attestation")
            CommonName("\(model) Batch 1")
        }
        var extensions: [Certificate.Extension] = []
        if let aaguid { extensions.append(Self.octets([1, 3, 6, 1, 4, 1, 45724, 1, 1, 4], aaguid.bytes)) }
        if let enterpriseSerial {
            extensions.append(Self.octets([1, 3, 6, 1, 4, 1, 45724, 1, 1, 2], Array(enterpriseSerial.utf8)))
        }
        let identity = try SeededIdentity(
            subject,
            .attestation,
            by: root,
            key: generator.signingKey(),
            serial: Self.serial(&generator),
            also: extensions
        )
        return AttestationIdentity(key: identity.key, chain: [identity.der])
    }

    /// An extension whose value is an OCTET STRING, as id-fido-gen-ce-aaguid is.
    private static func octets(_ oid: ASN1ObjectIdentifier, _ bytes: [UInt8]) -> Certificate.Extension {
        Certificate.Extension(oid: oid, critical: false, value: ([0x04, UInt8(bytes.count)] + bytes)[...])
    }

    /// A positive serial number of eight bytes.
    static func serial(_ generator: inout SeededGenerator) -> [UInt8] {
        var bytes = generator.bytes(8)
        bytes[0] = bytes[0] & 0x3F | 0x40
        return bytes
    }

    private static func make(_ name: Name) -> TestVendor {
        do {
            return try TestVendor(name)
        } catch {
            preconditionFailure("the certificates of \(name.rawValue) cannot be made: \(error)")
        }
    }
}
