import Crypto
import FoundationEssentials
import SwiftASN1
import X509

/// Makes certificates whose extensions say anything.
struct ExtensionMaker: Sendable {
    private let key = P256.Signing.PrivateKey()
    private let name: DistinguishedName

    init() throws {
        name = try DistinguishedName {
            CountryName("GB")
            OrganizationName("Fuzz")
            OrganizationalUnitName("Authenticator Attestation")
            CommonName("Fuzz")
        }
    }

    /// The extensions that somebody here reads, and one that nobody does.
    private static let names: [ASN1ObjectIdentifier] = [
        [1, 3, 6, 1, 4, 1, 45724, 1, 1, 4], [1, 3, 6, 1, 4, 1, 45724, 1, 1, 2], [1, 3, 6, 1, 4, 1, 11129, 2, 1, 17],
        [1, 2, 840, 113635, 100, 8, 2], .X509ExtensionID.basicConstraints, .X509ExtensionID.keyUsage,
        .X509ExtensionID.nameConstraints, .X509ExtensionID.subjectAlternativeName, .X509ExtensionID.extendedKeyUsage,
        .X509ExtensionID.authorityKeyIdentifier, .X509ExtensionID.subjectKeyIdentifier, [2, 5, 29, 32], [1, 2, 3, 4],
    ]

    static let seeds: [[UInt8]] = [
        [0, 0, 0, 18, 0x04, 0x10] + [UInt8](repeating: 7, count: 16) + [4, 1, 2, 0x30, 0x00],
        [1, 4, 1, 5, 0x30, 0x03, 0x01, 0x01, 0xFF, 5, 1, 4, 0x03, 0x02, 0x02, 0x04],
        [3, 2, 0, 34] + androidDescription,
        [4, 3, 0, 38, 0x30, 0x24, 0xA1, 0x22, 0x04, 0x20] + [UInt8](repeating: 1, count: 32),
        [2, 7, 1, UInt8(alternativeName.count)] + alternativeName + [
            8, 0, 9, 0x30, 0x07, 0x06, 0x05, 0x67, 0x81, 0x05, 0x08, 0x03,
        ],
        [0, 9, 0, 6, 0x30, 0x04, 0x80, 0x02, 1, 2, 10, 0, 4, 0x04, 0x02, 1, 2, 1, 0, 4, 0x04, 0x02, 0xDE, 0xAD],
        [0, 6, 1, 10, 0x30, 0x08, 0xA0, 0x06, 0x30, 0x04, 0x82, 0x02, 0x61, 0x62],
    ]

    /// KeyDescription with an empty challenge and one authorization (Android Key Attestation).
    private static let androidDescription: [UInt8] = [
        0x30, 0x20, 0x02, 0x01, 0x04, 0x0A, 0x01, 0x01, 0x02, 0x01, 0x04, 0x0A, 0x01, 0x01, 0x04, 0x00, 0x04, 0x00,
        0x30,
        0x00, 0x30, 0x0C, 0xA1, 0x05, 0x31, 0x03, 0x02, 0x01, 0x02, 0xA2, 0x03, 0x02, 0x01, 0x00,
    ]

    /// A directory name with a TPM's manufacturer (TCG EK Credential Profile, 3.1.2).
    private static let alternativeName: [UInt8] = [
        0x30, 0x1B, 0xA4, 0x19, 0x30, 0x17, 0x31, 0x15, 0x30, 0x13, 0x06, 0x05, 0x67, 0x81, 0x05, 0x02, 0x01, 0x0C,
        0x0A,
        0x69, 0x64, 0x3A, 0x34, 0x39, 0x34, 0x65, 0x35, 0x34, 0x33,
    ]

    /// A certificate with the extensions that the bytes describe; `nil` where they describe none.
    func certificate(_ bytes: [UInt8]) -> [UInt8]? {
        var extensions: [Certificate.Extension] = []
        var rest = bytes[...]
        while rest.count >= 3, extensions.count < 8 {
            let head = Array(rest.prefix(3))
            rest = rest.dropFirst(3)
            let oid = Self.names[Int(head[0]) % Self.names.count]
            let value = Array(rest.prefix(Int(head[2])))
            rest = rest.dropFirst(value.count)
            extensions.append(Certificate.Extension(oid: oid, critical: head[1] & 1 == 1, value: value[...]))
        }
        guard
            let certificate = try? Certificate(
                version: .v3,
                serialNumber: Certificate.SerialNumber(bytes: [1]),
                publicKey: Certificate.PublicKey(key.publicKey),
                notValidBefore: MetadataScene.now - 1,
                notValidAfter: MetadataScene.now + 1,
                issuer: name,
                subject: name,
                extensions: try Certificate.Extensions(extensions),
                issuerPrivateKey: Certificate.PrivateKey(key)
            )
        else { return nil }
        var serializer = DER.Serializer()
        guard (try? serializer.serialize(certificate)) != nil else { return nil }
        return serializer.serializedBytes
    }
}
