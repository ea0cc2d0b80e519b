package import FoundationEssentials

/// Why certificates do not lead to an anchor, or may not be used the way they are.
///
/// Each rejection has a case of its own, so that a report never says just "untrusted".
package enum PathProblem: Error, Hashable, Sendable {
    /// Nobody at hand is called what the certificate names as its issuer.
    case noIssuer(of: String, named: String)
    /// Somebody is, but has not signed it.
    case notSigned(certificate: String, by: String)
    /// The path ends at a self-signed certificate that is no anchor.
    case untrustedRoot(String)
    case notYetValid(certificate: String, from: Date)
    case expired(certificate: String, at: Date)
    case notAnAuthority(String)
    case pathTooLong(authority: String, limit: Int)
    case keyUsage(certificate: String, lacks: String)
    case unknownCriticalExtension(certificate: String, oid: String)
    case wrongName(expected: String, found: [String])
    case revoked(certificate: String, at: Date)
    /// Something that swift-certificates refuses and that has no case here.
    case other(String)
}

extension PathProblem: CustomStringConvertible {
    package var description: String {
        switch self {
        case .noIssuer(let certificate, let issuer):
            "the issuer of \(certificate) is not at hand: \(issuer)"
        case .notSigned(let certificate, let issuer):
            "the signature of \(certificate) is not \(issuer)'s"
        case .untrustedRoot(let root):
            "the path ends at \(root), which is no trust anchor"
        case .notYetValid(let certificate, let date):
            "\(certificate) is not valid before \(date.utcText)"
        case .expired(let certificate, let date):
            "\(certificate) expired at \(date.utcText)"
        case .notAnAuthority(let certificate):
            "\(certificate) issued a certificate and is no certification authority"
        case .pathTooLong(let authority, let limit):
            "\(authority) allows \(limit) authorities below it, and there are more"
        case .keyUsage(let certificate, let usage):
            "the key of \(certificate) may not be used for \(usage)"
        case .unknownCriticalExtension(let certificate, let oid):
            "\(certificate) has the critical extension \(oid), which is not understood"
        case .wrongName(let expected, let found):
            "the signer is \(found.isEmpty ? "nameless" : found.joined(separator: ", ")) and not \(expected)"
        case .revoked(let certificate, let date):
            "\(certificate) was revoked at \(date.utcText)"
        case .other(let reason):
            reason
        }
    }
}
