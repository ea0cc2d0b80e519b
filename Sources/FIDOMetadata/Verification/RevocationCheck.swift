import FoundationEssentials
import X509

/// Looks a path's certificates up in the revocation lists at hand.
struct RevocationCheck {
    let lists: [RevocationList]
    let time: Date

    /// The status of each certificate below the anchor, leaf first.
    func statuses(of path: [Certificate]) -> [RevocationStatus] {
        zip(path, path.dropFirst())
            .map { certificate, issuer in
                RevocationStatus(certificate: certificate.label, state: state(of: certificate, by: issuer))
            }
    }

    private func state(of certificate: Certificate, by issuer: Certificate) -> RevocationStatus.State {
        let named = lists.filter { $0.issuer == certificate.issuer }
        guard !named.isEmpty else { return .notChecked("no list of its issuer is at hand") }
        let signed = named.filter { $0.isSigned(by: issuer) }
        guard let newest = signed.max(by: { $0.thisUpdate < $1.thisUpdate }) else {
            return .notChecked("the list of its issuer is not signed by it")
        }
        // Any list will do for a revocation: nobody is taken off one again, but for a hold that ended.
        if let date = signed.compactMap({ $0.revocationDate(of: certificate) }).min() {
            return date <= time ? .revoked(date) : .revokedLater(date)
        }
        if let expired = newest.nextUpdate, expired < time {
            return .goodByStaleList(asOf: newest.thisUpdate, expired: expired)
        }
        return .good(asOf: newest.thisUpdate)
    }
}
