package import SupportMatrix

/// Reasons that do not come from the edition: what has a date, on the NHS side and on the vendor's.
package struct DatedAdvice: Sendable {
    /// Reasons for every cell of a kind of authenticator.
    package var byKind: [AuthenticatorRow.Kind: [Reason]]
    /// Reasons for every cell of one authenticator, by its id.
    package var byAuthenticator: [String: [Reason]]
    /// Reasons for every cell.
    package var general: [Reason]
    /// Readings on which the absence of a reason depended.
    package var readings: ReadingSet

    package init(
        byKind: [AuthenticatorRow.Kind: [Reason]] = [:],
        byAuthenticator: [String: [Reason]] = [:],
        general: [Reason] = [],
        readings: ReadingSet = []
    ) {
        self.byKind = byKind
        self.byAuthenticator = byAuthenticator
        self.general = general
        self.readings = readings
    }

    package static let none = Self()
}
