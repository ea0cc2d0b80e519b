import Crypto
import Octets
import X509

/// A certificate that signatures may lead to, known beforehand and kept as data.
package struct TrustAnchor: Hashable, Sendable, CustomStringConvertible {
    /// What people call it; its subject where nobody named it.
    package let name: String
    /// The certificate, DER.
    package let certificate: [UInt8]
    /// SHA-256 of the certificate, in hexadecimal.
    package let fingerprint: String

    package init(name: String, certificate: [UInt8]) {
        self.name = name
        self.certificate = certificate
        fingerprint = Hex.encode(SHA256.hash(data: certificate))
    }

    package var description: String { "\(name) (SHA-256 \(fingerprint))" }

    /// The roots that ship with the program and may sign for the FIDO Metadata Service.
    ///
    /// The service moved from GlobalSign's R3 to its R46 in August 2026. Both count, for old BLOBs lead to the old one.
    /// The root of FIDO's conformance BLOBs is public together with its key's uses, so it counts only where given.
    package static let production = list(PackageResources.trust_anchors_txt)

    /// Reads lines of name, fingerprint and base64; a line whose fingerprint is not its certificate's is left out.
    static func list(_ text: [UInt8]) -> [TrustAnchor] {
        String(decoding: text, as: UTF8.self).split(separator: "\n")
            .compactMap { line in
                let fields = line.split(separator: ";", omittingEmptySubsequences: false)
                guard fields.count == 3, let bytes = try? Base64.decode(fields[2].utf8, .standard) else { return nil }
                let anchor = TrustAnchor(name: String(fields[0]), certificate: bytes)
                return anchor.fingerprint == fields[1] ? anchor : nil
            }
    }

    /// Reads a file that somebody gives as an anchor: one certificate, DER or PEM, with anything in front of the PEM.
    ///
    /// - Throws: ``CertificateFault`` when there is no certificate in it.
    package init(file: [UInt8]) throws(CertificateFault) {
        let der = try Self.certificateBytes(in: file)
        let certificate = try CertificateFault.parse(der)
        self.init(name: certificate.label, certificate: der)
    }

    private static func certificateBytes(in file: [UInt8]) throws(CertificateFault) -> [UInt8] {
        if file.first == 0x30 { return file }
        let text = String(decoding: file, as: UTF8.self)
        let parts = text.split(separator: "-----BEGIN CERTIFICATE-----", omittingEmptySubsequences: false)
        guard parts.count == 2, let body = parts[1].split(separator: "-----END CERTIFICATE-----").first else {
            throw CertificateFault("neither DER nor one certificate in PEM")
        }
        guard let bytes = try? Base64.decode(body.utf8.filter { !$0.isASCIISpace }, .standard) else {
            throw CertificateFault("the PEM is not base64")
        }
        return bytes
    }
}

extension UInt8 {
    fileprivate var isASCIISpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}
