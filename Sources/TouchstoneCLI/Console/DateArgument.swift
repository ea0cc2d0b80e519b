import ArgumentParser
import Vocabulary

/// Dates on the command line.
enum DateArgument {
    /// - Throws: `ValidationError` for what is no day of the calendar.
    static func date(_ text: String) throws -> CalendarDate {
        guard let date = CalendarDate(text) else {
            throw ValidationError("`\(text)` is no date; write it as 2026-11-22")
        }
        return date
    }
}
