import CBORTree
import CTAPMessages
import Crypto
import CryptoExtras
import FIDOMetadata
import Foundation
import SwiftASN1
import X509

/// A registration in the making; every part of it can be spoiled before it is signed, and after.
struct TestRegistration {
    static let aaguid = AAGUID(text: SyntheticEntry.aaguid) ?? .zero

    var key = P256.Signing.PrivateKey()
    var aaguid = TestRegistration.aaguid
    var flags: UInt8 = 0x41
    var rpIDHash = Array(SHA256.hash(data: Array("example.test".utf8)))
    var credentialID = [UInt8](repeating: 7, count: 16)
    var clientDataHash = Array(SHA256.hash(data: Array("client data".utf8)))
    var algorithm: Int64 = -7
    /// Written instead of the credential's public key.
    var publicKey: CBORItem?

    var coordinates: (x: [UInt8], y: [UInt8]) {
        let raw = Array(key.publicKey.rawRepresentation)
        return (Array(raw[..<32]), Array(raw[32...]))
    }

    var authenticatorData: [UInt8] {
        let (x, y) = coordinates
        let own: CBORItem = [1: 2, 3: .int(algorithm), -1: 1, -2: .bytes(x), -3: .bytes(y)]
        return rpIDHash + [flags, 0, 0, 0, 1] + aaguid.bytes + [0, UInt8(credentialID.count)] + credentialID
            + (publicKey ?? own).encoded()
    }

    var signedBytes: [UInt8] { authenticatorData + clientDataHash }

    func object(_ format: String, _ statement: CBORItem) throws -> AttestationObject {
        let item: CBORItem = ["fmt": .text(format), "attStmt": statement, "authData": .bytes(authenticatorData)]
        return try AttestationObject(parsing: item.encoded())
    }

    /// A packed statement by an attestation key.
    func packed(by signer: TestIdentity, through others: [TestIdentity] = []) throws -> AttestationObject {
        try object(
            "packed",
            [
                "alg": .int(signer.key.coseAlgorithm), "sig": .bytes(try signer.key.sign(signedBytes)),
                "x5c": .list(([signer] + others).map { .bytes($0.der) }),
            ]
        )
    }

    func selfAttested(algorithm: Int64 = -7) throws -> AttestationObject {
        let signature = try key.signature(for: signedBytes).derRepresentation
        return try object("packed", ["alg": .int(algorithm), "sig": .bytes(signature)])
    }

    func u2f(by signer: TestIdentity) throws -> AttestationObject {
        let (x, y) = coordinates
        let message = [0] + rpIDHash + clientDataHash + credentialID + [4] + x + y
        return try object("fido-u2f", ["sig": .bytes(try signer.key.sign(message)), "x5c": [.bytes(signer.der)]])
    }

    /// Metadata with a model for each AAGUID and its anchors.
    static func metadata(_ models: [(AAGUID, anchors: [[UInt8]])]) throws -> MetadataBLOB {
        try MetadataBLOB(
            parsing: SyntheticEntry.payload(
                models.map { aaguid, anchors in
                    SyntheticEntry.json(
                        ["aaguid": "\"\(aaguid)\""],
                        statement: ["attestationRootCertificates": list(anchors)]
                    )
                }
            )
        )
    }

    /// Metadata with one U2F model by the identifier of a key.
    static func metadata(u2f keyIdentifier: [UInt8], anchors: [[UInt8]]) throws -> MetadataBLOB {
        try MetadataBLOB(
            parsing: SyntheticEntry.payload([
                SyntheticEntry.json(
                    [
                        "aaguid": nil,
                        "attestationCertificateKeyIdentifiers":
                            "[\"\(keyIdentifier.map { String(format: "%02x", $0) }.joined())\"]",
                    ],
                    statement: [
                        "protocolFamily": #""u2f""#, "attestationRootCertificates": list(anchors),
                    ]
                )
            ])
        )
    }

    private static func list(_ certificates: [[UInt8]]) -> String {
        "[\(certificates.map { "\"\(Base64.encode($0, .standard))\"" }.joined(separator: ","))]"
    }
}

extension TestIdentity.Key {
    var coseAlgorithm: Int64 {
        switch self {
        case .p256: -7
        case .rsa: -257
        }
    }

    func sign(_ message: [UInt8]) throws -> [UInt8] {
        switch self {
        case .p256(let key): try Array(key.signature(for: message).derRepresentation)
        case .rsa(let key): try Array(key.signature(for: message, padding: .insecurePKCS1v1_5).rawRepresentation)
        }
    }
}

/// Attestation certificates, good ones unless told otherwise.
struct TestAttester {
    let root: TestIdentity

    static let shared = Result { try TestAttester() }

    init() throws {
        root = try TestAuthority.issue("Vendor Root", .authority(pathLength: nil))
    }

    static func subject(
        country: String? = "SE",
        organization: String? = "Synthetic",
        unit: String? = "Authenticator Attestation",
        common: String? = "Synthetic EE"
    ) throws -> DistinguishedName {
        try DistinguishedName {
            if let country { CountryName(country) }
            if let organization { OrganizationName(organization) }
            if let unit { OrganizationalUnitName(unit) }
            if let common { CommonName(common) }
        }
    }

    static func aaguidExtension(_ bytes: [UInt8], critical: Bool = false) -> Certificate.Extension {
        Certificate.Extension(
            oid: [1, 3, 6, 1, 4, 1, 45724, 1, 1, 4],
            critical: critical,
            value: ([0x04, UInt8(bytes.count)] + bytes)[...]
        )
    }

    /// An attestation certificate for the usual model.
    func leaf(
        subject: DistinguishedName? = nil,
        role: TestAuthority.Role = .attestation,
        key: TestIdentity.Key = .p256(),
        by issuer: TestIdentity? = nil,
        extra: [Certificate.Extension]? = nil,
        _ adjust: (inout TestAuthority.Options) -> Void = { _ in }
    ) throws -> TestIdentity {
        try TestAuthority.issue(subject ?? Self.subject(), role, by: issuer ?? root, key: key) { options in
            options.extra = extra ?? [Self.aaguidExtension(TestRegistration.aaguid.bytes)]
            adjust(&options)
        }
    }
}
