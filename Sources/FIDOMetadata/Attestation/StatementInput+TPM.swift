import CBORTree
import Crypto
import CTAPMessages
import SwiftASN1
import X509

extension StatementInput {
    /// TPM attestation (WebAuthn L3, 8.3).
    func readTPM() -> StatementReading {
        var reading = StatementReading()
        reading.kind = .attestationCA
        let statement = object.statement
        reading.require(statement["ver"]?.text == "2.0", .tpmVersion, "not a statement of TPM 2.0")
        reading.readCertificates(statement, .tpm)

        let area = statement["pubArea"]?.bytes
        let information = statement["certInfo"]?.bytes
        reading.require(area != nil, .syntax(.tpm), "the statement has no public area (pubArea)")
        reading.require(information != nil, .syntax(.tpm), "the statement has no certification (certInfo)")
        if let information {
            reading.requireSignature(statement, over: information, .tpm)
            checkCertification(information, of: area, &reading)
        }
        if let area { checkPublicArea(area, &reading) }
        if let leaf = reading.certificates.first {
            leaf.checkTPMProfile(&reading)
            leaf.checkAAGUIDExtension(is: data.aaguid, &reading)
        }
        return reading
    }

    private func checkPublicArea(_ bytes: [UInt8], _ reading: inout StatementReading) {
        guard let area = try? TPMPublicArea(parsing: bytes) else {
            reading.fail(.syntax(.tpm), "the public area cannot be read")
            return
        }
        let isSame: Bool
        switch area.key {
        case .rsa(let modulus, let exponent):
            let credential = data.publicKey.rsa
            isSame =
                credential?.modulus.withoutLeadingZeros == modulus.withoutLeadingZeros
                && credential?.exponent.reduce(0) { $0 << 8 | UInt64($1) } == UInt64(exponent)
                && (credential?.exponent.count ?? 9) <= 8
        case .ecc(let curve, let x, let y):
            // TPM_ECC_NIST_P256 is 3, P-384 4, P-521 5; COSE counts them from 1.
            let credential = data.publicKey.coordinates
            isSame =
                credential?.curve == Int64(curve) - 2
                && credential?.x.withoutLeadingZeros == x.withoutLeadingZeros
                && credential?.y.withoutLeadingZeros == y.withoutLeadingZeros
        }
        reading.require(isSame, .credentialKey(.tpm), "the key in the TPM is not the credential's")
    }

    private func checkCertification(_ bytes: [UInt8], of area: [UInt8]?, _ reading: inout StatementReading) {
        guard let certification = try? TPMCertification(parsing: bytes) else {
            reading.fail(.syntax(.tpm), "the certification cannot be read")
            return
        }
        reading.require(
            certification.magic == TPMCertification.generated,
            .tpmCertification,
            "the certification was not made inside a TPM"
        )
        reading.require(
            certification.type == TPMCertification.certify,
            .tpmCertification,
            "the certification certifies no key"
        )
        if let algorithm = reading.algorithm {
            reading.require(
                algorithm.hash(signedBytes) == certification.extraData,
                .tpmExtraData,
                "the certification was made for another registration"
            )
        }
        if let area, let parsed = try? TPMPublicArea(parsing: area) {
            reading.require(
                Self.name(of: area, parsed.nameAlgorithm) == certification.name,
                .tpmName,
                "the certification is of another key"
            )
        }
    }

    /// The algorithm's number and the hash of the public area (TPM 2.0 Library, Part 1, 16).
    private static func name(of area: [UInt8], _ algorithm: UInt16) -> [UInt8]? {
        let hash: [UInt8]
        switch algorithm {
        case 0x0004: hash = Array(Insecure.SHA1.hash(data: area))
        case 0x000B: hash = Array(SHA256.hash(data: area))
        case 0x000C: hash = Array(SHA384.hash(data: area))
        case 0x000D: hash = Array(SHA512.hash(data: area))
        default: return nil
        }
        return [UInt8(algorithm >> 8), UInt8(truncatingIfNeeded: algorithm)] + hash
    }
}

extension Certificate {
    /// The requirements on attestation identity key certificates (WebAuthn L3, 8.3.1).
    fileprivate func checkTPMProfile(_ reading: inout StatementReading) {
        let rule = AttestationRule.tpmCertificate
        reading.require(version == .v3, rule, "the certificate is not of version 3")
        reading.require(subject.isEmpty, rule, "the certificate has a subject")
        let names = (try? extensions.subjectAlternativeNames).map(Array.init) ?? []
        let attributes = names.flatMap { name -> [RelativeDistinguishedName.Attribute] in
            guard case .directoryName(let directory) = name else { return [] }
            return directory.flatMap { $0 }
        }
        for (oid, what) in [
            ([2, 23, 133, 2, 1] as ASN1ObjectIdentifier, "manufacturer"), ([2, 23, 133, 2, 2], "model"),
            ([2, 23, 133, 2, 3], "version"),
        ] {
            reading.require(
                attributes.contains { $0.type == oid },
                rule,
                "the alternative name has no TPM \(what)"
            )
        }
        let purposes = (try? extensions.extendedKeyUsage).map(Array.init) ?? []
        reading.require(
            purposes.contains { $0 == ExtendedKeyUsage.Usage(oid: [2, 23, 133, 8, 3]) },
            rule,
            "the certificate is not for an attestation identity key"
        )
        checkIsNoAuthority(rule, &reading)
    }
}

extension [UInt8] {
    /// A big-endian number without padding.
    fileprivate var withoutLeadingZeros: ArraySlice<UInt8> { drop { $0 == 0 } }
}
