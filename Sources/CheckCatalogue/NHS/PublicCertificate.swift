import Checks
import ISO7816
import SwiftASN1
import Vocabulary

/// What is read of a certificate on a card: its days and its kind of key, and nothing that names anybody.
///
/// Its fields are read one by one, since cards also have keys that are too short for `Certificate` of swift-certificates.
struct PublicCertificate: CustomStringConvertible {
    let first: CalendarDate
    let last: CalendarDate
    /// Such as `P-256` or `RSA`.
    let key: String

    var description: String { "\(key), from \(first) to \(last)" }

    /// Reads a PIV certificate object; `nil` where the certificate in it is compressed (SP 800-73-4 part 1, appendix A).
    init?(object: [UInt8], for use: String) throws(CheckEnd) {
        guard let parts = try? BERTLV(parsing: object).children(), let body = parts.first(where: { $0.tag == 0x70 })
        else { throw .failed("the certificate object for \(use) is not whole") }
        if let information = parts.first(where: { $0.tag == 0x71 }), information.value.first.map({ $0 & 1 }) == 1 {
            return nil
        }
        do {
            self = try Self(certificate: body.value)
        } catch {
            throw .failed("the certificate for \(use) is none of X.509")
        }
    }

    /// A certificate of RFC 5280, 4.1.
    private init(certificate bytes: [UInt8]) throws {
        self = try DER.sequence(DER.parse(bytes), identifier: .sequence) { fields in
            guard let body = fields.next() else { throw Malformed() }
            while fields.next() != nil {}
            return try DER.sequence(body, identifier: .sequence) { try Self(body: &$0) }
        }
    }

    private init(body: inout ASN1NodeCollection.Iterator) throws {
        // The version is left out where it is the first.
        _ = try DER.optionalExplicitlyTagged(&body, tagNumber: 0, tagClass: .contextSpecific) { _ in }
        _ = (body.next(), body.next(), body.next())  // serial number, algorithm, issuer
        guard let validity = body.next(), body.next() != nil, let key = body.next() else { throw Malformed() }
        while body.next() != nil {}
        (first, last) = try DER.sequence(validity, identifier: .sequence) { (try Self.day(&$0), try Self.day(&$0)) }
        self.key = try DER.sequence(key, identifier: .sequence) { fields in
            guard let algorithm = fields.next() else { throw Malformed() }
            while fields.next() != nil {}
            return try DER.sequence(algorithm, identifier: .sequence) { try Self.name(&$0) }
        }
    }

    private struct Malformed: Error {}

    private static func day(_ times: inout ASN1NodeCollection.Iterator) throws -> CalendarDate {
        guard let time = times.next() else { throw Malformed() }
        let date: CalendarDate?
        if time.identifier == .utcTime {
            let time = try UTCTime(derEncoded: time)
            date = CalendarDate(year: time.year, month: time.month, day: time.day)
        } else {
            let time = try GeneralizedTime(derEncoded: time)
            date = CalendarDate(year: time.year, month: time.month, day: time.day)
        }
        guard let date else { throw Malformed() }
        return date
    }

    private static func name(_ algorithm: inout ASN1NodeCollection.Iterator) throws -> String {
        let kind = try ASN1ObjectIdentifier(derEncoded: &algorithm)
        let curve = algorithm.next().flatMap { try? ASN1ObjectIdentifier(derEncoded: $0) }
        return switch (kind, curve) {
        case (.AlgorithmIdentifier.rsaEncryption, _): "RSA"
        case (.AlgorithmIdentifier.idEcPublicKey, .NamedCurves.secp256r1): "P-256"
        case (.AlgorithmIdentifier.idEcPublicKey, .NamedCurves.secp384r1): "P-384"
        case (.AlgorithmIdentifier.idEcPublicKey, _): "another curve"
        default: "another kind of key"
        }
    }
}
