import Foundation
import Vocabulary

/// Days of moments, in UTC.
enum Day {
    static func of(_ moment: Date) -> CalendarDate {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents([.year, .month, .day], from: moment)
        guard let year = parts.year, let month = parts.month, let day = parts.day,
            let result = CalendarDate(year: year, month: month, day: day)
        else { preconditionFailure("the machine's clock is outside the years 1 to 9999") }
        return result
    }
}
