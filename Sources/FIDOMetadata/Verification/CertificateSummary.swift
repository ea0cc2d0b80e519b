import Crypto
package import FoundationEssentials
import Octets
import SwiftASN1
import X509

/// What evidence keeps of a certificate.
package struct CertificateSummary: Hashable, Sendable, CustomStringConvertible {
    package let subject: String
    package let issuer: String
    package let notBefore: Date
    package let notAfter: Date
    /// SHA-256 of the certificate, in hexadecimal.
    package let fingerprint: String

    private init(_ certificate: Certificate, writing text: (DistinguishedName) -> String) {
        subject = text(certificate.subject)
        issuer = text(certificate.issuer)
        notBefore = certificate.notValidBefore
        notAfter = certificate.notValidAfter
        fingerprint = Hex.encode(SHA256.hash(data: certificate.derBytes))
    }

    /// Of each certificate of a path, leaf first.
    ///
    /// An issuer is nearly always the next certificate's subject, and its text is written once: writing the four names
    /// of a short path took a tenth of an attestation's time.
    static func path(_ certificates: [Certificate]) -> [Self] {
        var written: [(name: DistinguishedName, text: String)] = []
        return certificates.map { certificate in
            Self(certificate) { name in
                if let known = written.first(where: { $0.name == name }) { return known.text }
                written.append((name, name.description))
                return written[written.count - 1].text
            }
        }
    }

    package var description: String { title }

    /// The subject; of a certificate that has none, as those of TPM attestation keys must (WebAuthn L3, 8.3.1), who issued
    /// it and its fingerprint.
    package var title: String {
        subject.isEmpty ? "a certificate without a subject, SHA-256 \(fingerprint.prefix(16))…, of \(issuer)" : subject
    }

    /// The subject's common name, or the whole subject where it has none.
    package var commonName: String {
        var parts = [""]
        var isEscaped = false
        for character in subject {
            // A comma inside a value stands behind a backslash (RFC 4514, 2.4).
            switch character {
            case "\\" where !isEscaped: isEscaped = true
            case "," where !isEscaped: parts.append("")
            default:
                parts[parts.count - 1].append(character)
                isEscaped = false
            }
        }
        return parts.first { $0.hasPrefix("CN=") }.map { String($0.dropFirst(3)) } ?? title
    }
}

extension Certificate {
    /// The certificate as it was read.
    var derBytes: [UInt8] {
        var serializer = DER.Serializer()
        // Writing back what was parsed cannot fail; an empty result would match nothing.
        guard (try? serializer.serialize(self)) != nil else { return [] }
        return serializer.serializedBytes
    }

    /// A name to tell it by in a sentence: the common name if there is one.
    var label: String {
        subject.isEmpty ? "a certificate of \(issuer.label)" : subject.label
    }
}

extension DistinguishedName {
    /// The common name, or the whole name where there is none.
    var label: String {
        let commonNames = flatMap { $0 }.filter { $0.type == .RDNAttributeType.commonName }
        return commonNames.last.map { "\($0.value)" } ?? description
    }
}
