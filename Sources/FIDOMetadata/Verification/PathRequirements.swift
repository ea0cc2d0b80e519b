import FoundationEssentials
import SwiftASN1
import X509

/// What a path must be fit for, beyond RFC 5280.
struct PathRequirements {
    /// Every certificate must be valid then.
    var time: Date
    /// The host that the leaf must be a certificate of.
    var signerName: String?

    /// Extensions that are looked at here or by swift-certificates; any other one that is critical is refused.
    static let understood: [ASN1ObjectIdentifier] = [
        .X509ExtensionID.basicConstraints, .X509ExtensionID.keyUsage, .X509ExtensionID.nameConstraints,
        .X509ExtensionID.subjectAlternativeName, .X509ExtensionID.extendedKeyUsage, [2, 5, 29, 32],
    ]

    /// What a chain, leaf first, does against the requirements; in the order in which it should be told.
    func problems(of chain: some Collection<Certificate>) -> [PathProblem] {
        var problems: [PathProblem] = []
        for certificate in chain {
            if time > certificate.notValidAfter {
                problems.append(.expired(certificate: certificate.label, at: certificate.notValidAfter))
            }
            if time < certificate.notValidBefore {
                problems.append(.notYetValid(certificate: certificate.label, from: certificate.notValidBefore))
            }
            for ext in certificate.extensions where ext.critical && !Self.understood.contains(ext.oid) {
                problems.append(.unknownCriticalExtension(certificate: certificate.label, oid: "\(ext.oid)"))
            }
        }
        if let leaf = chain.first { problems += leafProblems(of: leaf) }
        problems += authorityProblems(of: chain.dropFirst())
        return problems
    }

    private func leafProblems(of leaf: Certificate) -> [PathProblem] {
        var problems: [PathProblem] = []
        if let usage = leaf.declaredKeyUsage, !usage.digitalSignature {
            problems.append(.keyUsage(certificate: leaf.label, lacks: "signatures"))
        }
        if let signerName {
            let names = leaf.hostNames
            if !names.contains(where: { $0.lowercased() == signerName.lowercased() }) {
                problems.append(.wrongName(expected: signerName, found: names))
            }
        }
        return problems
    }

    private func authorityProblems(of authorities: some Collection<Certificate>) -> [PathProblem] {
        var problems: [PathProblem] = []
        var below = 0
        for authority in authorities {
            switch authority.constraints {
            case .isCertificateAuthority(let limit):
                if let limit, below > limit {
                    problems.append(.pathTooLong(authority: authority.label, limit: limit))
                }
            case .notCertificateAuthority:
                problems.append(.notAnAuthority(authority.label))
            case nil where authority.version != .v1:
                problems.append(.notAnAuthority(authority.label))
            case nil:
                break
            }
            if let usage = authority.declaredKeyUsage, !usage.keyCertSign {
                problems.append(.keyUsage(certificate: authority.label, lacks: "signing certificates"))
            }
            // A self-issued certificate, as in a change of keys, does not count (RFC 5280, 4.2.1.9).
            if authority.subject != authority.issuer { below += 1 }
        }
        return problems
    }
}

extension Certificate {
    /// Basic constraints; an extension that cannot be read makes nobody an authority.
    fileprivate var constraints: BasicConstraints? {
        do {
            return try extensions.basicConstraints
        } catch {
            return .notCertificateAuthority
        }
    }

    /// Key usage; an extension that cannot be read allows nothing.
    var declaredKeyUsage: KeyUsage? {
        do {
            return try extensions.keyUsage
        } catch {
            return KeyUsage()
        }
    }

    /// DNS names of the subject; the common name where there is no alternative name at all (RFC 6125, 6.4.4).
    fileprivate var hostNames: [String] {
        if let alternatives = try? extensions.subjectAlternativeNames {
            return alternatives.compactMap { name in
                guard case .dnsName(let text) = name else { return nil }
                return text
            }
        }
        return subject.flatMap { $0 }.filter { $0.type == .RDNAttributeType.commonName }.map { "\($0.value)" }
    }
}
