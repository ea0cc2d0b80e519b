/// Why a signed BLOB is not believed.
package enum BLOBVerificationError: Error, Hashable, Sendable {
    /// Not a JWS, or a header that says nothing usable.
    case malformed(String)
    case unsupportedAlgorithm(String)
    /// A header member that would bring keys or rules from elsewhere.
    case forbiddenHeader(String)
    case tooManyCertificates(Int)
    case badCertificate(index: Int, reason: String)
    /// What speaks against the path that came nearest, and everything else that does.
    case path(PathProblem, others: [PathProblem] = [])
    case keyDoesNotFit(algorithm: String, key: String)
    case badSignature
    case payload(BLOBError)
    /// A number below one that was already verified: somebody shows us an old truth.
    case rollback(no: UInt64, after: UInt64)
}

extension BLOBVerificationError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .malformed(let reason): "not a signed BLOB: \(reason)"
        case .unsupportedAlgorithm(let name): "the algorithm \(name) is not accepted; RS256 and ES256 are"
        case .forbiddenHeader(let name): "the header has \(name), which is not accepted"
        case .tooManyCertificates(let count):
            "\(count) certificates in the header; at most \(JSONWebSignature.maximumCertificates) are accepted"
        case .badCertificate(let index, let reason): "certificate \(index) of the header cannot be read: \(reason)"
        case .path(let problem, let others):
            "no valid path to a trust anchor: \(([problem] + others).map(\.description).joined(separator: "; "))"
        case .keyDoesNotFit(let algorithm, let key): "the signer's key, \(key), is not one for \(algorithm)"
        case .badSignature: "the signature is not the signer's"
        case .payload(let error): "signed, but \(error)"
        case .rollback(let no, let previous): "number \(no) is older than number \(previous), which was verified before"
        }
    }
}
