package import Vocabulary

extension AuthenticatorStatus {
    /// What a status does to the question of a model's level.
    package enum Kind: Hashable, Sendable {
        /// Says which FIDO certification the model holds: a level, plain functional certification, or none.
        case certification(CertificationLevel?)
        /// A weakness that an update may cure.
        case compromise
        /// The model is withdrawn; nothing cures that.
        case withdrawal
        case updateAvailable
        /// A FIPS 140 certificate at a level of that standard, which is another ladder.
        case fips140(Int)
        case unknown
    }

    package var kind: Kind {
        switch self {
        case .notFIDOCertified, .selfAssertionSubmitted, .fidoCertified: .certification(nil)
        case .userVerificationBypass, .attestationKeyCompromise, .userKeyRemoteCompromise, .userKeyPhysicalCompromise:
            .compromise
        case .updateAvailable: .updateAvailable
        case .retired, .revoked: .withdrawal
        case .fips140CertifiedL1: .fips140(1)
        case .fips140CertifiedL2: .fips140(2)
        case .fips140CertifiedL3: .fips140(3)
        case .fips140CertifiedL4: .fips140(4)
        default: level.map(Kind.certification) ?? .unknown
        }
    }

    /// The level that the status names, if it names one.
    package var level: CertificationLevel? {
        switch self {
        case .fidoCertifiedL1: .l1
        case .fidoCertifiedL1plus: .l1plus
        case .fidoCertifiedL2: .l2
        case .fidoCertifiedL2plus: .l2plus
        case .fidoCertifiedL3: .l3
        case .fidoCertifiedL3plus: .l3plus
        default: nil
        }
    }

    /// The order of certification statuses among each other; `nil` for every other status.
    ///
    /// Plain certification stands above none and below level 1, which includes it.
    package var certificationRank: Int? {
        guard case .certification(let level) = kind else { return nil }
        return level.map(\.rank) ?? (self == .fidoCertified ? 1 : 0)
    }
}
