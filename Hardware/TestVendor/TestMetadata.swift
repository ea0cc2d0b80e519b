package import CTAPMessages
package import FoundationEssentials
import SeededKeys
import X509

/// A metadata service of our own: it lists models that do not exist, and signs as the FIDO Alliance's does.
package struct TestMetadata: Sendable {
    /// A model with the history of its certification.
    package struct Entry: Sendable {
        package let aaguid: AAGUID
        package let description: String
        package let vendor: TestVendor.Name
        /// Statuses with the day on which each took effect, such as `FIDO_CERTIFIED_L2` and `2024-01-01`.
        package let history: [(status: String, date: String)]

        package init(
            _ aaguid: AAGUID,
            description: String,
            vendor: TestVendor.Name = .touchstone,
            history: [(status: String, date: String)]
        ) {
            self.aaguid = aaguid
            self.description = description
            self.vendor = vendor
            self.history = history
        }
    }

    private let root: SeededIdentity
    private let signer: SeededIdentity

    /// The one certificate to trust, in DER.
    package var anchor: [UInt8] { root.der }

    /// Makes the service's root and signer, the same for the same seed.
    ///
    /// The signer's certificate says where its revocation list is published, if it is anywhere.
    ///
    /// - Throws: What swift-certificates says about a certificate that it cannot make.
    package init(seed: [UInt8] = Array("touchstone".utf8), revocationListAt address: String? = nil) throws {
        var generator = SeededGenerator(seed: seed, label: "metadata service")
        let rootName = try DistinguishedName {
            OrganizationName("Touchstone")
            CommonName("Touchstone Test Root")
        }
        let host = "mds.fidoalliance.org"
        let signerName = try DistinguishedName { CommonName(host) }
        root = try SeededIdentity(
            rootName,
            .authority,
            key: generator.signingKey(),
            serial: TestVendor.serial(&generator)
        )
        signer = try SeededIdentity(
            signerName,
            .server(name: host),
            by: root,
            key: generator.signingKey(),
            serial: TestVendor.serial(&generator),
            also: address.map { [RevocationListPoint.certificateExtension(naming: $0)] } ?? []
        )
    }

    /// The list of the service's root, with or without the signer on it.
    ///
    /// - Throws: What swift-asn1 says about something that it cannot write.
    package func revocationList(revokingSigner isRevoked: Bool, at now: Date = Date()) throws -> [UInt8] {
        let list = RevocationListBody(
            issuer: root.certificate.subject,
            revoked: isRevoked ? [(signer.certificate.serialNumber, now - 3600)] : [],
            thisUpdate: now - 86400,
            nextUpdate: now + 86400
        )
        return try list.signed { root.key.signature(for: $0) }
    }

    /// The BLOB: a JWT by ES256 with its certificate in front (FIDO Metadata Service 3.1, 3.1.6).
    package func blob(of entries: [Entry], number: Int = 7, nextUpdate: String = "2060-01-01") -> [UInt8] {
        let header = #"{"alg":"ES256","typ":"JWT","x5c":["\#(Data(signer.der).base64EncodedString())"]}"#
        let list = entries.map(Self.json).joined(separator: ",")
        let payload =
            #"{"legalHeader":"made up for tests","no":\#(number),"nextUpdate":"\#(nextUpdate)","entries":[\#(list)]}"#
        let input = "\(Self.url(Array(header.utf8))).\(Self.url(Array(payload.utf8)))"
        return Array("\(input).\(Self.url(signer.key.rawSignature(for: Array(input.utf8))))".utf8)
    }

    private static func json(_ entry: Entry) -> String {
        let anchor = Data(TestVendor.known(entry.vendor).root.der).base64EncodedString()
        let reports = entry.history.map { #"{"status":"\#($0.status)","effectiveDate":"\#($0.date)"}"# }
        return #"{"aaguid":"\#(entry.aaguid)","metadataStatement":{"legalHeader":"made up for tests","#
            + #""aaguid":"\#(entry.aaguid)","description":"\#(entry.description)","authenticatorVersion":131328,"#
            + #""protocolFamily":"fido2","schema":3,"upv":[{"major":1,"minor":1}],"#
            + #""attestationTypes":["basic_full"],"attestationRootCertificates":["\#(anchor)"]},"#
            + #""statusReports":[\#(reports.joined(separator: ","))],"#
            + #""timeOfLastStatusChange":"\#(entry.history.last?.date ?? "2024-01-01")"}"#
    }

    /// Base64 for URLs, without padding (RFC 4648, 5).
    private static func url(_ bytes: [UInt8]) -> String {
        String(
            Data(bytes).base64EncodedString()
                .compactMap { character in
                    switch character {
                    case "+": "-"
                    case "/": "_"
                    case "=": nil
                    default: character
                    }
                }
        )
    }
}
