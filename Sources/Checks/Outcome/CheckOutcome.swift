/// How a check came out.
package struct CheckOutcome: Hashable, Sendable, Codable {
    package enum Verdict: String, Hashable, Sendable, CaseIterable, Codable {
        case passed
        case failed
        case notApplicable = "not-applicable"
        case notRun = "not-run"
    }

    package var verdict: Verdict
    /// Who has to act; for what was not run alone.
    package var party: ResponsibleParty?
    /// Why, as a clause; `nil` where it passed.
    package var reason: String?
    /// The measurement that came close to its limit, where one did.
    package var marginal: String?
    /// The justification under which a failure is accepted for now.
    package var waived: String?

    package init(_ verdict: Verdict, party: ResponsibleParty? = nil, reason: String? = nil, marginal: String? = nil) {
        self.verdict = verdict
        self.party = party
        self.reason = reason
        self.marginal = marginal
    }

    package static let passed = Self(.passed)

    package static func failed(_ reason: String) -> Self { Self(.failed, reason: reason) }

    package static func notApplicable(_ reason: String) -> Self { Self(.notApplicable, reason: reason) }

    package static func notRun(_ party: ResponsibleParty, _ reason: String) -> Self {
        Self(.notRun, party: party, reason: reason)
    }

    /// What becomes of checks that a run which is stopped has not come to.
    package static let stopped = Self.notRun(.person, "the run was stopped")

    /// Why, or what is to be heeded, and by whose leave a failure is accepted; `nil` where there is nothing to say.
    package var explanation: String? {
        let parts = [reason ?? marginal, waived.map { "waived: \($0)" }].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: "; ")
    }

    /// Whether it counts as a failure: one that is waived does not.
    package var isFailure: Bool { verdict == .failed && waived == nil }
}
