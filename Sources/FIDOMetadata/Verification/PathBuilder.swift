import FoundationEssentials
import SwiftASN1
@_spi(FixedExpiryValidationTime) import X509

/// Builds a path from a certificate to an anchor, whatever order the certificates in between come in.
///
/// swift-certificates searches and checks signatures and RFC 5280. What it is silent about, key usage for one, and the
/// reason of a refusal as a value are added here.
struct PathBuilder {
    let anchors: [Certificate]
    let requirements: PathRequirements

    /// The path, leaf first and anchor last.
    ///
    /// - Throws: The ``PathProblem``s of the path that came nearest; or of the place where none led on.
    func path(
        from leaf: Certificate,
        through intermediates: [Certificate]
    ) async throws(PathProblems) -> [Certificate] {
        let everyone = [leaf] + intermediates + anchors
        let refusals = Refusals()
        var verifier = Verifier(rootCertificates: CertificateStore(anchors)) {
            ExplainingPolicy(
                requirements: requirements,
                refusals: refusals,
                // The requirements look at critical extensions, and can say which one was the trouble.
                verifyingCriticalExtensions: everyone.flatMap { $0.extensions.filter(\.critical).map(\.oid) }
            )
        }
        switch await verifier.validate(leaf: leaf, intermediates: CertificateStore(intermediates)) {
        case .validCertificate(let chain):
            return Array(chain)
        case .couldNotValidate:
            let nearest = refusals.all.min { $0.count < $1.count }
            throw PathProblems(nearest ?? [deadEnd(from: leaf, among: intermediates)])
        }
    }

    /// Where a search for issuers got stuck.
    private func deadEnd(from leaf: Certificate, among intermediates: [Certificate]) -> PathProblem {
        var tip = leaf
        var visited: [Certificate] = []
        while true {
            visited.append(tip)
            if tip.issuer == tip.subject { return .untrustedRoot(tip.label) }
            let named = (intermediates + anchors).filter { $0.subject == tip.issuer }
            let signers = named.filter { $0.publicKey.isValidSignature(tip.signature, for: tip) }
            guard let next = signers.first(where: { !visited.contains($0) }) else {
                return named.isEmpty || !signers.isEmpty
                    ? .noIssuer(of: tip.label, named: tip.issuer.label)
                    : .notSigned(certificate: tip.label, by: tip.issuer.label)
            }
            tip = next
        }
    }
}

/// Everything that spoke against a path; never empty.
struct PathProblems: Error {
    let all: [PathProblem]

    init(_ all: [PathProblem]) {
        self.all = all
    }

    var first: PathProblem { all.first ?? .other("the path was refused without a reason") }
}

/// For each complete chain that was refused, what spoke against it.
private final class Refusals {
    var all: [[PathProblem]] = []
}

/// RFC 5280 by swift-certificates, with reasons that are values.
private struct ExplainingPolicy: VerifierPolicy {
    let requirements: PathRequirements
    let refusals: Refusals
    let verifyingCriticalExtensions: [ASN1ObjectIdentifier]

    func chainMeetsPolicyRequirements(chain: UnverifiedCertificateChain) async -> PolicyEvaluationResult {
        var problems = requirements.problems(of: chain)
        if problems.isEmpty, chain.count > 1 {
            let standard = RFC5280Policy(fixedExpiryValidationTime: requirements.time)
            if case .failsToMeetPolicy(let reason) = standard.chainMeetsPolicyRequirements(chain: chain) {
                problems.append(.other(reason.description))
            }
        }
        guard !problems.isEmpty else { return .meetsPolicy }
        refusals.all.append(problems)
        let reason = problems.map(\.description).joined(separator: "; ")
        return .failsToMeetPolicy(reason: reason)
    }
}
