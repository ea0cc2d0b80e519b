import Crypto
import FoundationEssentials
import Octets
package import SeededKeys
import SwiftASN1
package import X509

/// A certificate that this vendor made, with its key.
package struct SeededIdentity: Sendable {
    package let certificate: Certificate
    package let key: SeededSigningKey

    /// What the certificate is for.
    package enum Role: Sendable {
        case authority
        /// A web server's certificate, as the metadata service signs with.
        case server(name: String)
        case attestation
    }

    /// Issues a certificate that is valid from 2020 to 2060; signed by its own key without an issuer.
    ///
    /// - Throws: What swift-certificates says about a name or an extension that it does not take.
    package init(
        _ subject: DistinguishedName,
        _ role: Role,
        by issuer: SeededIdentity? = nil,
        key: SeededSigningKey,
        serial: [UInt8],
        also extensions: [Certificate.Extension] = []
    ) throws {
        var all: [Certificate.Extension] = []
        switch role {
        case .authority:
            all.append(
                try Certificate.Extension(BasicConstraints.isCertificateAuthority(maxPathLength: nil), critical: true)
            )
            all.append(try Certificate.Extension(KeyUsage(keyCertSign: true, cRLSign: true), critical: true))
        case .server(let name):
            all.append(try Certificate.Extension(BasicConstraints.notCertificateAuthority, critical: true))
            all.append(try Certificate.Extension(KeyUsage(digitalSignature: true), critical: true))
            all.append(try Certificate.Extension(SubjectAlternativeNames([.dnsName(name)]), critical: false))
        case .attestation:
            all.append(try Certificate.Extension(BasicConstraints.notCertificateAuthority, critical: true))
        }
        certificate = try Self.certificate(
            of: Certificate.PublicKey(P256.Signing.PublicKey(x963Representation: key.x963Representation)),
            subject,
            serial: serial,
            years: 2020...2060,
            extensions: all + extensions,
            issuer: issuer?.certificate.subject ?? subject,
            signer: issuer?.key ?? key
        )
        self.key = key
    }

    /// In DER.
    package var der: [UInt8] { certificate.der }

    /// Issues a certificate for a key that somebody else holds, valid from one first of January to another.
    func issue(
        to publicKey: Certificate.PublicKey,
        _ subject: DistinguishedName,
        serial: [UInt8],
        years: ClosedRange<Int>,
        extensions: [Certificate.Extension]
    ) throws -> Certificate {
        try Self.certificate(
            of: publicKey,
            subject,
            serial: serial,
            years: years,
            extensions: extensions,
            issuer: certificate.subject,
            signer: key
        )
    }

    private static func certificate(
        of publicKey: Certificate.PublicKey,
        _ subject: DistinguishedName,
        serial: [UInt8],
        years: ClosedRange<Int>,
        extensions: [Certificate.Extension],
        issuer: DistinguishedName,
        signer: SeededSigningKey
    ) throws -> Certificate {
        try Certificate(
            version: .v3,
            serialNumber: Certificate.SerialNumber(bytes: serial),
            publicKey: publicKey,
            notValidBefore: date(years.lowerBound),
            notValidAfter: date(years.upperBound),
            issuer: issuer,
            subject: subject,
            extensions: Certificate.Extensions(extensions),
            issuerPrivateKey: Certificate.PrivateKey(CertificateKey(signer))
        )
    }

    /// The first of January, midnight.
    private static func date(_ year: Int) -> Date {
        let leapDays = (1970..<year).count { $0.isMultiple(of: 4) }
        return Date(timeIntervalSince1970: Double(((year - 1970) * 365 + leapDays) * 86400))
    }
}

/// Signs certificates the same way each time, which the library's own keys do not.
private struct CertificateKey: CustomPrivateKey {
    static let defaultPEMDiscriminator = "PRIVATE KEY"

    private let key: SeededSigningKey

    init(_ key: SeededSigningKey) {
        self.key = key
    }

    var publicKey: Certificate.PublicKey {
        // The point came from a private key, hence is on the curve.
        guard let key = try? P256.Signing.PublicKey(x963Representation: key.x963Representation) else {
            preconditionFailure("a public key off the curve")
        }
        return Certificate.PublicKey(key)
    }

    var defaultSignatureAlgorithm: Certificate.SignatureAlgorithm { .ecdsaWithSHA256 }
    var supportedSignatureAlgorithms: [Certificate.SignatureAlgorithm] { [.ecdsaWithSHA256] }

    func signSynchronously(
        bytes: some DataProtocol,
        signatureAlgorithm: Certificate.SignatureAlgorithm
    ) throws -> Certificate.Signature {
        let signature = key.signature(for: Array(bytes))
        return try Certificate.Signature(
            signatureAlgorithm: signatureAlgorithm,
            signatureBytes: ASN1BitString(bytes: signature[...])
        )
    }

    func serialize(into coder: inout DER.Serializer) throws {
        try key.rawRepresentation.withBytes { try coder.serialize(ASN1OctetString(contentBytes: $0[...])) }
    }

    static func == (left: Self, right: Self) -> Bool { left.key.x963Representation == right.key.x963Representation }

    func hash(into hasher: inout Hasher) { hasher.combine(key.x963Representation) }
}

extension Certificate {
    /// In DER; empty for what cannot be written so, which no certificate of ours is.
    var der: [UInt8] {
        var serializer = DER.Serializer()
        try? serializer.serialize(self)
        return serializer.serializedBytes
    }
}
