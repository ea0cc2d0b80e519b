/// A clock that is read from `21:59:11.962` at the head of log lines, which tells the time of day only.
struct LogClock {
    private var first: Int?
    private var last = 0
    private var days = 0

    /// Whether any line had a time.
    var isRunning: Bool { first != nil }

    /// Since the first line that had a time; `nil` before it.
    var microseconds: Int? { first.map { days * Self.day + last - $0 } }

    mutating func look(at text: Substring) {
        guard let now = Self.timeOfDay(text) else { return }
        if first == nil { first = now }
        // Lines of several threads may be a little out of order; half a day back is midnight.
        if now < last, last - now > Self.day / 2 { days += 1 }
        if now >= last || last - now > Self.day / 2 { last = now }
    }

    private static let day = 86_400_000_000

    private static func timeOfDay(_ text: Substring) -> Int? {
        let head = text.prefix(80)
        for word in head.split(separator: " ") where word.utf8.count == 12 {
            let parts = word.split(whereSeparator: { $0 == ":" || $0 == "." }).compactMap { Int($0) }
            guard parts.count == 4, parts[0] < 24, parts[1] < 60, parts[2] < 61, parts.allSatisfy({ $0 >= 0 }) else {
                continue
            }
            return ((parts[0] * 60 + parts[1]) * 60 + parts[2]) * 1_000_000 + parts[3] * 1000
        }
        return nil
    }
}
