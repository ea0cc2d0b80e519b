package import FoundationEssentials

/// What is known of the revocation of one certificate in a path.
package struct RevocationStatus: Hashable, Sendable {
    package enum State: Hashable, Sendable {
        /// Its issuer's list does not name it.
        case good(asOf: Date)
        /// The list does not name it, but should have been replaced by then.
        case goodByStaleList(asOf: Date, expired: Date)
        /// The list names it, from a day after the moment that was asked for.
        case revokedLater(Date)
        case revoked(Date)
        /// No list that speaks for its issuer was at hand. Reported, and not fatal.
        case notChecked(String)
    }

    package let certificate: String
    package let state: State

    /// Whether no list spoke for the certificate.
    var isUnchecked: Bool {
        guard case .notChecked = state else { return false }
        return true
    }
}

extension RevocationStatus: CustomStringConvertible {
    package var description: String {
        switch state {
        case .good(let date): "\(certificate): not revoked, by a list of \(date.utcText)"
        case .goodByStaleList(let date, let expired):
            "\(certificate): not revoked, by a list of \(date.utcText) that expired at \(expired.utcText)"
        case .revokedLater(let date): "\(certificate): revoked at \(date.utcText), after the moment in question"
        case .revoked(let date): "\(certificate): revoked at \(date.utcText)"
        case .notChecked(let reason): "\(certificate): revocation not checked, \(reason)"
        }
    }
}
