package import Vocabulary

extension StatusReport {
    /// Whether the report is in effect on a day (FIDO Metadata Service 3.1.1, 3.1.3).
    ///
    /// One without a date is in effect while it is there; one of the future is not yet, and one that has reached its
    /// sunset date no longer. A date that cannot be read takes nothing away from a bad report and gives nothing to a
    /// good one: a garbled revocation still revokes, a garbled certificate certifies nothing.
    package func isInEffect(on date: CalendarDate) -> Bool {
        switch effectiveDate {
        case .absent: break
        case .on(let effective): if effective > date { return false }
        case .unreadable: if !status.kind.isUndesired { return false }
        }
        switch sunsetDate {
        case .absent: return true
        case .on(let sunset): return sunset > date
        case .unreadable: return status.kind.isUndesired
        }
    }
}

extension AuthenticatorStatus.Kind {
    /// Whether a report of this kind speaks against the model.
    package var isUndesired: Bool { self == .compromise || self == .withdrawal }
}
