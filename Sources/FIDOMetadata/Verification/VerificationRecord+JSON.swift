import FoundationEssentials
import Vocabulary

extension VerificationRecord {
    /// Why a stored record cannot be used.
    package struct ParsingError: Error, Hashable, Sendable, CustomStringConvertible {
        package let description: String
    }

    /// The record as one line of JSON, the same text for the same record.
    package var json: String {
        JSONText.object([
            ("formatVersion", .unsigned(1)),
            ("verifiedAt", .string(verifiedAt.utcText)),
            ("no", .unsigned(no)),
            ("nextUpdate", nextUpdate.map { .string($0.description) }),
            ("sha256", .string(digest)),
            ("payloadSHA256", .string(payloadDigest)),
            ("algorithm", .string(algorithm)),
            ("anchor", .string(anchorName)),
            (
                "path",
                .list(
                    path.map { certificate in
                        .object([
                            ("subject", .string(certificate.subject)),
                            ("issuer", .string(certificate.issuer)),
                            ("notBefore", .string(certificate.notBefore.utcText)),
                            ("notAfter", .string(certificate.notAfter.utcText)),
                            ("sha256", .string(certificate.fingerprint)),
                        ])
                    }
                )
            ),
            ("revocation", .list(revocation.map(\.json))),
        ])
        .text
    }

    /// Reads what ``json`` wrote.
    ///
    /// - Throws: ``ParsingError`` for anything else, newer formats included.
    package init(parsing text: [UInt8]) throws(ParsingError) {
        let root: JSONNode
        do throws(JSONError) {
            root = try JSONDocument(parsing: text).root
        } catch {
            throw ParsingError(description: "not a verification record: \(error)")
        }
        guard root["formatVersion"]?.unsignedInteger == 1 else {
            throw ParsingError(description: "not a verification record of format 1")
        }
        guard let verifiedAt = root["verifiedAt"]?.date, let no = root["no"]?.unsignedInteger,
            let digest = root["sha256"]?.string, let payloadDigest = root["payloadSHA256"]?.string,
            let algorithm = root["algorithm"]?.string,
            let anchor = root["anchor"]?.string, let path = root["path"]?.elements,
            let revocation = root["revocation"]?.elements
        else { throw ParsingError(description: "a member of the verification record is missing") }
        let certificates = path.compactMap(CertificateSummary.init(parsing:))
        let statuses = revocation.compactMap(RevocationStatus.init(parsing:))
        guard certificates.count == path.count, statuses.count == revocation.count else {
            throw ParsingError(description: "the path of the verification record cannot be read")
        }
        self.init(
            verifiedAt: verifiedAt,
            no: no,
            nextUpdate: root["nextUpdate"]?.string.flatMap { CalendarDate($0) },
            digest: digest,
            payloadDigest: payloadDigest,
            algorithm: algorithm,
            path: certificates,
            anchorName: anchor,
            revocation: statuses
        )
    }
}

extension CertificateSummary {
    fileprivate init?(parsing node: JSONNode) {
        guard let subject = node["subject"]?.string, let issuer = node["issuer"]?.string,
            let notBefore = node["notBefore"]?.date, let notAfter = node["notAfter"]?.date,
            let fingerprint = node["sha256"]?.string
        else { return nil }
        self.subject = subject
        self.issuer = issuer
        self.notBefore = notBefore
        self.notAfter = notAfter
        self.fingerprint = fingerprint
    }
}

extension RevocationStatus {
    fileprivate var json: JSONText {
        let members: [(String, JSONText?)] =
            switch state {
            case .good(let date): [("state", .string("good")), ("asOf", .string(date.utcText))]
            case .goodByStaleList(let date, let expired):
                [
                    ("state", .string("good")), ("asOf", .string(date.utcText)),
                    ("listExpired", .string(expired.utcText)),
                ]
            case .revokedLater(let date): [("state", .string("revokedLater")), ("at", .string(date.utcText))]
            case .revoked(let date): [("state", .string("revoked")), ("at", .string(date.utcText))]
            case .notChecked(let reason): [("state", .string("notChecked")), ("reason", .string(reason))]
            }
        return .object([("certificate", .string(certificate))] + members)
    }

    fileprivate init?(parsing node: JSONNode) {
        guard let certificate = node["certificate"]?.string else { return nil }
        switch (node["state"]?.string, node["asOf"]?.date, node["at"]?.date) {
        case ("good", let date?, _):
            let expired = node["listExpired"]?.date
            state = expired.map { .goodByStaleList(asOf: date, expired: $0) } ?? .good(asOf: date)
        case ("revokedLater", _, let date?): state = .revokedLater(date)
        case ("revoked", _, let date?): state = .revoked(date)
        case ("notChecked", _, _): state = .notChecked(node["reason"]?.string ?? "")
        default: return nil
        }
        self.certificate = certificate
    }
}

extension JSONNode {
    /// A moment in the form that ``FoundationEssentials/Date/utcText`` writes.
    fileprivate var date: Date? {
        string.flatMap { try? Date($0, strategy: .iso8601) }
    }
}
