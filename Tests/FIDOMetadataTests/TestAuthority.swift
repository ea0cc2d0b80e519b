import Crypto
import CryptoExtras
import FIDOMetadata
import Foundation
import SwiftASN1
import TestVendor
import X509

/// A certificate that the tests made, with its key.
struct TestIdentity {
    enum Key {
        case p256(P256.Signing.PrivateKey)
        case rsa(_RSA.Signing.PrivateKey)

        static func p256() -> Key { .p256(P256.Signing.PrivateKey()) }

        var publicKey: Certificate.PublicKey {
            switch self {
            case .p256(let key): Certificate.PublicKey(key.publicKey)
            case .rsa(let key): Certificate.PublicKey(key.publicKey)
            }
        }

        var privateKey: Certificate.PrivateKey {
            switch self {
            case .p256(let key): Certificate.PrivateKey(key)
            case .rsa(let key): Certificate.PrivateKey(key)
            }
        }
    }

    let certificate: Certificate
    let key: Key

    var der: [UInt8] {
        var serializer = DER.Serializer()
        try? serializer.serialize(certificate)
        return serializer.serializedBytes
    }

    var anchor: TrustAnchor { TrustAnchor(name: "test root", certificate: der) }
}

/// Issues certificates, good ones unless told otherwise.
enum TestAuthority {
    static let now = Date(timeIntervalSince1970: 1_780_000_000)
    static let host = "mds.fidoalliance.org"

    enum Role {
        case authority(pathLength: Int?)
        case signer(names: [String]?)
        /// No basic constraints at all.
        case undeclared
        case attestation
    }

    struct Options {
        var notBefore = now.addingTimeInterval(-86400 * 100)
        var notAfter = now.addingTimeInterval(86400 * 100)
        /// `nil` leaves the extension out.
        var usage: KeyUsage?
        var hasUsage = true
        var extra: [Certificate.Extension] = []
        var serial: [UInt8]?
        var constrainedTo: [String]?
        var version = Certificate.Version.v3
    }

    static func name(_ common: String) throws -> DistinguishedName {
        try DistinguishedName {
            CommonName(common)
            OrganizationName("Synthetic")
        }
    }

    static func issue(
        _ common: String,
        _ role: Role,
        by issuer: TestIdentity? = nil,
        key: TestIdentity.Key = .p256(),
        _ adjust: (inout Options) -> Void = { _ in }
    ) throws -> TestIdentity {
        try issue(name(common), role, by: issuer, key: key, adjust)
    }

    static func issue(
        _ subject: DistinguishedName,
        _ role: Role,
        by issuer: TestIdentity? = nil,
        key: TestIdentity.Key = .p256(),
        _ adjust: (inout Options) -> Void = { _ in }
    ) throws -> TestIdentity {
        var options = Options()
        adjust(&options)
        var extensions: [Certificate.Extension] = []
        var usage = KeyUsage(digitalSignature: true)
        switch role {
        case .authority(let pathLength):
            extensions.append(
                try Certificate.Extension(
                    BasicConstraints.isCertificateAuthority(maxPathLength: pathLength),
                    critical: true
                )
            )
            usage = KeyUsage(keyCertSign: true, cRLSign: true)
        case .signer(let names):
            extensions.append(try Certificate.Extension(BasicConstraints.notCertificateAuthority, critical: true))
            if let names {
                extensions.append(
                    try Certificate.Extension(SubjectAlternativeNames(names.map { .dnsName($0) }), critical: false)
                )
            }
        case .attestation:
            extensions.append(try Certificate.Extension(BasicConstraints.notCertificateAuthority, critical: true))
        case .undeclared:
            break
        }
        if options.hasUsage {
            extensions.append(try Certificate.Extension(options.usage ?? usage, critical: true))
        }
        if let hosts = options.constrainedTo {
            extensions.append(
                try Certificate.Extension(
                    NameConstraints(permittedDNSDomains: hosts),
                    critical: true
                )
            )
        }
        extensions += options.extra
        let certificate = try Certificate(
            version: options.version,
            serialNumber: options.serial.map { Certificate.SerialNumber(bytes: $0) } ?? Certificate.SerialNumber(),
            publicKey: key.publicKey,
            notValidBefore: options.notBefore,
            notValidAfter: options.notAfter,
            issuer: issuer?.certificate.subject ?? subject,
            subject: subject,
            extensions: Certificate.Extensions(extensions),
            issuerPrivateKey: (issuer?.key ?? key).privateKey
        )
        return TestIdentity(certificate: certificate, key: key)
    }

    /// A revocation list that names serial numbers with the days of their revocation.
    static func revocationList(
        by issuer: TestIdentity,
        revoked: [(serial: Certificate.SerialNumber, date: Date)],
        thisUpdate: Date = now.addingTimeInterval(-86400),
        nextUpdate: Date? = now.addingTimeInterval(86400),
        criticalExtension: Bool = false
    ) throws -> [UInt8] {
        guard case .p256(let key) = issuer.key else { return [] }
        let list = RevocationListBody(
            issuer: issuer.certificate.subject,
            revoked: revoked,
            thisUpdate: thisUpdate,
            nextUpdate: nextUpdate,
            isPartial: criticalExtension
        )
        return try list.signed { Array(try key.signature(for: $0).derRepresentation) }
    }
}
