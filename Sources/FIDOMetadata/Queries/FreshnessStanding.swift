package import FoundationEssentials
import Vocabulary

/// Whether metadata is the latest word at a moment, for a sentence and for a program.
///
/// That it was verified stays true for ever; that nothing newer is out is true for a time. Every level that is told has
/// both beside it.
package struct FreshnessStanding: Hashable, Sendable {
    /// `nil` where nobody can say: the built-in table has no date for its successor.
    package let isFresh: Bool?
    /// `fresh on 2026-11-28, for the next BLOB is due on 2026-12-01`.
    package let sentence: String

    /// Asks the record of a BLOB; without one there is nobody to ask.
    package init(of record: VerificationRecord?, at moment: Date) {
        let day = CalendarDate(moment)
        guard let record else {
            isFresh = nil
            sentence = "no BLOB is at hand to say whether that is fresh on \(day)"
            return
        }
        let freshness = Freshness(of: record, at: moment)
        isFresh = freshness.isFresh
        guard freshness.isFresh else {
            let reasons = [
                freshness.overdueSince.map { "a newer BLOB was announced for \($0)" },
                freshness.pathExpiredAt.map { "its certificates expired on \(CalendarDate($0))" },
            ]
            sentence = "not fresh on \(day): \(reasons.compactMap(\.self).joined(separator: ", and "))"
            return
        }
        sentence = "fresh on \(day)" + (record.nextUpdate.map { ", for the next BLOB is due on \($0)" } ?? "")
    }

    /// What to do about levels that may be out of date; `nil` where they are not.
    package var warning: String? {
        isFresh == false
            ? "the metadata is not fresh, so levels may be out of date; `touchstone metadata fetch` gets the newest BLOB"
            : nil
    }
}
