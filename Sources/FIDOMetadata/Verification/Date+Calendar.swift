package import FoundationEssentials
package import Vocabulary

extension Date {
    /// `2026-11-22T23:41:26Z`.
    package var utcText: String { formatted(.iso8601) }

    /// Midnight (UTC) at the beginning of a day.
    package init(startOf date: CalendarDate) {
        self.init(timeIntervalSince1970: Double(date.daysSince1970) * 86400)
    }

    /// A moment in UTC, as certificates and revocation lists write it; `nil` for a moment that does not exist.
    init?(day: CalendarDate?, hours: Int, minutes: Int, seconds: Int) {
        // 60 is a leap second, which RFC 5280 does not rule out.
        guard let day, (0..<24).contains(hours), (0..<60).contains(minutes), (0...60).contains(seconds) else {
            return nil
        }
        let time = hours * 3600 + minutes * 60 + seconds
        self.init(timeIntervalSince1970: Double(day.daysSince1970) * 86400 + Double(time))
    }
}

extension CalendarDate {
    /// The day that a moment falls on, in UTC; the nearest one of the years 0 to 9999.
    package init(_ date: Date) {
        let seconds = min(max(date.timeIntervalSince1970, -62_167_219_200), 253_402_300_799)
        self.init(daysSince1970: Int((seconds / 86400).rounded(.down)))
    }
}
