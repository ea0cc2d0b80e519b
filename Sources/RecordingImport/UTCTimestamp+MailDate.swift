import WireRecording

extension UTCTimestamp {
    /// Reads `Sun, 25 Jan 2015 19:11:03 +0200` (RFC 5322, 3.3); `nil` for anything else.
    init?(mailDate text: Substring) {
        var words = text.split(whereSeparator: { $0 == " " || $0 == "," })
        if words.first?.first?.isNumber == false { words.removeFirst() }
        // A remark such as “by apdu4j” may follow.
        guard words.count >= 5, let day = Int(words[0]), let month = Self.months.firstIndex(of: String(words[1])),
            let offset = Self.seconds(ofZone: words[4])
        else { return nil }
        let date = "\(words[2])-\(Self.twoDigits(month + 1))-\(Self.twoDigits(day))"
        guard let local = Self("\(date)T\(words[3])Z") else { return nil }
        self.init(secondsSinceEpoch: local.secondsSinceEpoch - offset)
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// `+0200` or `GMT`.
    private static func seconds(ofZone text: Substring) -> Int64? {
        if text == "GMT" || text == "UTC" { return 0 }
        guard text.utf8.count == 5, let sign = text.first, sign == "+" || sign == "-",
            let number = Int64(text.dropFirst()), number >= 0, number % 100 < 60
        else { return nil }
        return (sign == "-" ? -1 : 1) * (number / 100 * 3600 + number % 100 * 60)
    }
}
