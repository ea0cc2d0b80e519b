import Crypto
import CryptoExtras
import CTAPMessages
import X509

/// A JWS in compact serialization (RFC 7515, 3.1), of the one kind that the metadata service signs.
struct JSONWebSignature {
    /// The algorithms that are accepted; everything else, `none` and secrets above all, is refused by name.
    enum Algorithm: String {
        case rs256 = "RS256"
        case es256 = "ES256"
    }

    let algorithm: Algorithm
    /// The signer's certificate first, the others in any order.
    let certificates: [Certificate]
    let payload: [UInt8]
    /// SHA-256 of the whole text.
    let digest: SHA256.Digest
    private let signingInputDigest: SHA256.Digest
    private let signature: [UInt8]

    /// Bounds the search for a path; the service sends two or three.
    static let maximumCertificates = 6
    private static let maximumHeader = 1 << 17

    /// Reads the parts and refuses any header that would have us trust something else than ``certificates``.
    init(parsing text: [UInt8]) throws(BLOBVerificationError) {
        let trimmed = text[...].trimmed
        let parts = try Self.parts(of: trimmed)
        guard parts[0].count <= Self.maximumHeader else { throw .malformed("the header is too long") }
        let headerBytes = try Self.decode(parts[0], "header")
        payload = try Self.decode(parts[1], "payload")
        let header = try Self.header(headerBytes)
        algorithm = try Self.algorithm(header)
        certificates = try Self.certificates(header)
        signature = try Self.decode(parts[2], "signature")
        // What is signed is nearly all of the text: one pass over its megabytes serves both digests.
        let signingInput = trimmed[..<parts[1].endIndex]
        var hash = SHA256()
        hash.update(data: signingInput)
        signingInputDigest = hash.finalize()
        hash.update(data: text[signingInput.endIndex...])
        digest = trimmed.startIndex == text.startIndex ? hash.finalize() : SHA256.hash(data: text)
    }

    /// Checks the signature with the key of the first certificate.
    func verify() throws(BLOBVerificationError) {
        guard let signer = certificates.first else { throw .malformed("x5c is empty") }
        let isValid: Bool
        switch algorithm {
        case .rs256:
            guard let key = _RSA.Signing.PublicKey(signer.publicKey) else {
                throw .keyDoesNotFit(algorithm: algorithm.rawValue, key: "\(signer.publicKey)")
            }
            isValid = key.isValidSignature(
                _RSA.Signing.RSASignature(rawRepresentation: signature),
                for: signingInputDigest,
                padding: .insecurePKCS1v1_5
            )
        case .es256:
            guard let key = P256.Signing.PublicKey(signer.publicKey) else {
                throw .keyDoesNotFit(algorithm: algorithm.rawValue, key: "\(signer.publicKey)")
            }
            guard let parsed = try? P256.Signing.ECDSASignature(rawRepresentation: signature) else {
                throw .badSignature
            }
            isValid = key.isValidSignature(parsed, for: signingInputDigest)
        }
        guard isValid else { throw .badSignature }
    }

    /// Header, payload and signature.
    ///
    /// The payload is megabytes long and the others are not, so the dots are looked for from both ends; a dot inside the
    /// payload is left to its decoding, which meets every byte anyway.
    private static func parts(
        of text: ArraySlice<UInt8>
    ) throws(BLOBVerificationError) -> [ArraySlice<UInt8>] {
        let dot = UInt8(ascii: ".")
        guard let first = text.firstIndex(of: dot), let last = text.lastIndex(of: dot), first < last else {
            throw .malformed("a JWS has three parts, this has \(text.contains(dot) ? 2 : 1)")
        }
        return [text[..<first], text[(first + 1)..<last], text[(last + 1)...]]
    }

    private static func decode(_ part: ArraySlice<UInt8>, _ name: String) throws(BLOBVerificationError) -> [UInt8] {
        do throws(Base64.ParsingError) {
            return try Base64.decode(part, .url)
        } catch {
            let dots = part.count { $0 == UInt8(ascii: ".") }
            throw .malformed(
                dots == 0 ? "the \(name) is \(error)" : "a JWS has three parts, this has \(dots + 3)"
            )
        }
    }

    private static func header(_ bytes: [UInt8]) throws(BLOBVerificationError) -> FieldReader {
        var limits = JSONDocument.Limits()
        limits.depth = 8
        limits.values = 1000
        let document: JSONDocument
        do throws(JSONError) {
            document = try JSONDocument(parsing: bytes, limits: limits)
        } catch {
            throw .malformed("the header is not JSON: \(error)")
        }
        guard let header = FieldReader(document.root, path: "header") else {
            throw .malformed("the header is not an object")
        }
        if let finding = header.findings.first { throw .malformed(finding.description) }
        return header
    }

    private static func algorithm(_ fields: FieldReader) throws(BLOBVerificationError) -> Algorithm {
        var header = fields
        for field in ["x5u", "jku", "jwk", "crit", "b64", "enc"] where header.value(field) != nil {
            throw .forbiddenHeader(field)
        }
        guard let name = header.string("alg") else { throw .malformed("the header names no algorithm (alg)") }
        guard let algorithm = Algorithm(rawValue: name) else { throw .unsupportedAlgorithm(name) }
        return algorithm
    }

    private static func certificates(_ fields: FieldReader) throws(BLOBVerificationError) -> [Certificate] {
        var header = fields
        guard let elements = header.value("x5c")?.elements, !elements.isEmpty else {
            throw .malformed("the header has no certificates (x5c)")
        }
        guard elements.count <= maximumCertificates else { throw .tooManyCertificates(elements.count) }
        var certificates: [Certificate] = []
        for (index, element) in elements.enumerated() {
            guard let text = element.string, let der = try? Base64.decode(text.utf8, .standard) else {
                throw .badCertificate(index: index, reason: "not base64")
            }
            do throws(CertificateFault) {
                certificates.append(try CertificateFault.parse(der))
            } catch {
                throw .badCertificate(index: index, reason: error.description)
            }
        }
        return certificates
    }
}

extension ArraySlice<UInt8> {
    /// Without the white space that files have around their text.
    fileprivate var trimmed: ArraySlice<UInt8> {
        func isSpace(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0D].contains(byte) }
        guard let last = lastIndex(where: { !isSpace($0) }) else { return [] }
        return self[...last].drop(while: isSpace)
    }
}
