package import FoundationEssentials
import SwiftASN1
import X509

/// A certificate revocation list (RFC 5280, 5.1), as much of it as tells whether a serial number is on it.
///
/// swift-certificates has none. This one reads complete lists of one issuer; a list with a critical extension, such as
/// a delta or an indirect list, is refused, for it may mean something else than it seems.
package struct RevocationList: Sendable {
    package let thisUpdate: Date
    package let nextUpdate: Date?
    let issuer: DistinguishedName
    private let revoked: [Certificate.SerialNumber: Date]
    private let signedBytes: ArraySlice<UInt8>
    private let signature: ArraySlice<UInt8>
    private let algorithm: Certificate.SignatureAlgorithm

    /// Reads DER.
    ///
    /// - Throws: ``CertificateFault`` when the bytes are no list that we understand.
    package init(der: [UInt8]) throws(CertificateFault) {
        do {
            self = try DER.sequence(try DER.parse(der), identifier: .sequence) { nodes in
                guard let list = nodes.next(), let algorithm = nodes.next() else {
                    throw CertificateFault("not a certificate revocation list")
                }
                let signature = try ASN1BitString(derEncoded: &nodes)
                return try Self(list: list, algorithm: algorithm, signature: signature.bytes)
            }
        } catch let fault as CertificateFault {
            throw fault
        } catch {
            throw CertificateFault("not a certificate revocation list in DER")
        }
    }

    private init(list: ASN1Node, algorithm: ASN1Node, signature: ArraySlice<UInt8>) throws {
        let outer = try Self.signatureAlgorithm(algorithm)
        let body = try DER.sequence(list, identifier: .sequence) { nodes in try Body(reading: &nodes) }
        guard try Self.signatureAlgorithm(body.algorithm) == outer else {
            throw CertificateFault("the list names two signature algorithms")
        }
        self.algorithm = outer
        self.signature = signature
        signedBytes = list.encodedBytes
        issuer = body.issuer
        thisUpdate = body.thisUpdate
        nextUpdate = body.nextUpdate
        revoked = body.revoked
    }

    /// When a certificate was revoked, if the list names it.
    func revocationDate(of certificate: Certificate) -> Date? {
        revoked[certificate.serialNumber]
    }

    /// Whether an authority has signed the list.
    func isSigned(by authority: Certificate) -> Bool {
        authority.subject == issuer && authority.declaredKeyUsage?.cRLSign != false
            && authority.publicKey.isValidSignature(signature, for: signedBytes, signatureAlgorithm: algorithm)
    }

    private static func signatureAlgorithm(_ node: ASN1Node) throws -> Certificate.SignatureAlgorithm {
        let oid = try DER.sequence(node, identifier: .sequence) { nodes in
            let oid = try ASN1ObjectIdentifier(derEncoded: &nodes)
            // Parameters are NULL or absent for every algorithm below.
            while nodes.next() != nil {}
            return oid
        }
        switch oid {
        case [1, 2, 840, 10045, 4, 3, 2]: return .ecdsaWithSHA256
        case [1, 2, 840, 10045, 4, 3, 3]: return .ecdsaWithSHA384
        case [1, 2, 840, 10045, 4, 3, 4]: return .ecdsaWithSHA512
        case [1, 2, 840, 113549, 1, 1, 11]: return .sha256WithRSAEncryption
        case [1, 2, 840, 113549, 1, 1, 12]: return .sha384WithRSAEncryption
        case [1, 2, 840, 113549, 1, 1, 13]: return .sha512WithRSAEncryption
        case [1, 3, 101, 112]: return .ed25519
        default: throw CertificateFault("a list signed with \(oid) is not accepted")
        }
    }
}
