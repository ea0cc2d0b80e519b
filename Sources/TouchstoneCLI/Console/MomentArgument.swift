import ArgumentParser
import FIDOMetadata
import Foundation
import Vocabulary

/// Moments on the command line.
enum MomentArgument {
    /// A day, which means its noon (UTC), or a moment such as `2026-11-22T23:41:26Z`.
    ///
    /// - Throws: `ValidationError` for anything else.
    static func moment(_ text: String) throws -> Date {
        if let day = CalendarDate(text) { return noon(of: day) }
        guard let moment = try? Date(text, strategy: .iso8601) else {
            throw ValidationError("`\(text)` is no moment; write it as 2026-11-22 or 2026-11-22T23:41:26Z")
        }
        return moment
    }

    /// A day's noon (UTC), which is on that day wherever it is asked for.
    static func noon(of day: CalendarDate) -> Date { Date(startOf: day) + 43200 }
}
