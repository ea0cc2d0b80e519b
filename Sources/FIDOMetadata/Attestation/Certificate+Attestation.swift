import CTAPMessages
import Crypto
import SwiftASN1
import X509

extension Certificate {
    private static let aaguidOID: ASN1ObjectIdentifier = [1, 3, 6, 1, 4, 1, 45724, 1, 1, 4]
    private static let serialNumberOID: ASN1ObjectIdentifier = [1, 3, 6, 1, 4, 1, 45724, 1, 1, 2]

    /// Whether the certificate identifies one device (id-fido-gen-ce-sernum, WebAuthn L3, 8.2.2).
    var isEnterpriseAttestation: Bool {
        extensions.contains { $0.oid == Self.serialNumberOID }
    }

    var hasAAGUIDExtension: Bool {
        extensions.contains { $0.oid == Self.aaguidOID }
    }

    /// SHA-1 of the public key, as metadata names U2F attestation keys (RFC 5280, 4.2.1.2, method 1).
    var keyIdentifier: [UInt8] {
        Array(Insecure.SHA1.hash(data: Array(publicKey.subjectPublicKeyInfoBytes)))
    }

    /// The issuer's key identifier, as far as the certificate names it.
    var issuerKeyIdentifier: [UInt8]? {
        (try? extensions.authorityKeyIdentifier)?.keyIdentifier.map { Array($0) }
    }

    /// The requirements on packed attestation certificates (WebAuthn L3, 8.2.1).
    func checkPackedProfile(_ reading: inout StatementReading) {
        reading.require(version == .v3, .certificateVersion, "the attestation certificate is not of version 3")
        let country = subject.values(of: .RDNAttributeType.countryName)
        reading.require(
            country.contains { $0.utf8.count == 2 && $0.allSatisfy(\.isLetter) },
            .certificateSubject,
            "the subject's country is \(country.first ?? "missing"), and not two letters"
        )
        reading.require(
            subject.values(of: .RDNAttributeType.organizationName).contains { !$0.isEmpty },
            .certificateSubject,
            "the subject names no organisation"
        )
        let units = subject.values(of: .RDNAttributeType.organizationalUnitName)
        reading.require(
            units.contains("Authenticator Attestation"),
            .certificateSubject,
            "the subject's unit is \(units.first ?? "missing"), and not Authenticator Attestation"
        )
        reading.require(
            subject.values(of: .RDNAttributeType.commonName).contains { !$0.isEmpty },
            .certificateSubject,
            "the subject has no common name"
        )
        checkIsNoAuthority(.certificateConstraints, &reading)
    }

    func checkIsNoAuthority(_ rule: AttestationRule, _ reading: inout StatementReading) {
        switch try? extensions.basicConstraints {
        case .notCertificateAuthority: break
        case .isCertificateAuthority:
            reading.fail(rule, "the attestation certificate is one of a certification authority")
        case nil:
            reading.fail(rule, "the attestation certificate does not say that it is no authority")
        }
    }

    /// The extension that names the model: an octet string in the extension's own octet string, never critical.
    func checkAAGUIDExtension(is aaguid: AAGUID, _ reading: inout StatementReading) {
        for ext in extensions where ext.oid == Self.aaguidOID {
            reading.require(!ext.critical, .aaguidExtension, "the AAGUID extension is critical")
            guard let value = try? ASN1OctetString(derEncoded: Array(ext.value)) else {
                reading.fail(.aaguidExtension, "the AAGUID extension holds no octet string")
                continue
            }
            let certified = AAGUID(bytes: value.bytes)
            reading.require(
                certified == aaguid,
                .aaguidExtension,
                "the certificate is for \(certified?.description ?? "no AAGUID"), and the device says \(aaguid)"
            )
        }
    }
}

extension DistinguishedName {
    /// Values of an attribute, in order.
    func values(of type: ASN1ObjectIdentifier) -> [String] {
        flatMap { $0 }.filter { $0.type == type }.map { "\($0.value)" }
    }
}
