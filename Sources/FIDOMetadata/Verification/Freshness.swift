package import FoundationEssentials
package import Vocabulary

/// Whether what was verified once is still the latest word; a fact apart from the verification itself.
package struct Freshness: Hashable, Sendable {
    /// Full days since the verification.
    package let daysSinceVerification: Int
    /// The day, gone by, on which the service meant to publish a newer BLOB.
    ///
    /// Advice and no expiry: the specification discourages the member, and it may vanish.
    package let overdueSince: CalendarDate?
    /// A certificate of the path expired then, so that the same BLOB would be refused now.
    package let pathExpiredAt: Date?

    package init(of record: VerificationRecord, at now: Date) {
        daysSinceVerification = Int((now.timeIntervalSince(record.verifiedAt) / 86400).rounded(.down).clamped)
        let today = CalendarDate(now)
        overdueSince = record.nextUpdate.flatMap { $0 < today ? $0 : nil }
        pathExpiredAt = record.pathExpiry.flatMap { $0 < now ? $0 : nil }
    }

    package var isFresh: Bool { overdueSince == nil && pathExpiredAt == nil }
}

extension Double {
    /// Bounded so that it can become an integer, whatever a clock says.
    fileprivate var clamped: Double { isFinite ? Swift.min(Swift.max(self, -1e9), 1e9) : 0 }
}
