package import Checks

/// Something that a list of checks could have and this one has not, with the reason.
package struct AbsentCheck: Sendable {
    /// What public lists call it; empty where none names it.
    package let ids: [CheckID]
    /// What would be checked, as a clause.
    package let subject: String
    package let reason: String

    init(_ ids: CheckID..., subject: String, reason: String) {
        (self.ids, self.subject, self.reason) = (ids, subject, reason)
    }

    package static let all = keys + cards + bench
}
