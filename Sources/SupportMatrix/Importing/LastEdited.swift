import StrictYAML
import Vocabulary

/// Reads the page's only name for its edition: "Last edited: 20 December 2024 8:29 am".
enum LastEdited {
    static func read(_ line: String) -> (date: CalendarDate, time: String?)? {
        let wording = Wording(line)
        guard line.utf8.count <= 2000, let position = wording.position(of: "last edited") else { return nil }
        let rest = String(decoding: wording.text.utf8.dropFirst(position + 11), as: UTF8.self)
        let words = rest.split { " :,".contains($0) }.map(String.init)
        guard words.count >= 3, let day = Int(words[0]), let year = Int(words[2]),
            let month = CalendarDate.monthNames.firstIndex(where: { $0.lowercased() == words[1] }),
            let date = CalendarDate(year: year, month: month + 1, day: day)
        else { return nil }
        guard words.count >= 6, let hour = Int(words[3]), let minute = Int(words[4]), (1...12).contains(hour),
            (0...59).contains(minute), words[5] == "am" || words[5] == "pm"
        else { return (date, nil) }
        let hours = hour % 12 + (words[5] == "pm" ? 12 : 0)
        return (date, "\(hours < 10 ? "0" : "")\(hours):\(minute < 10 ? "0" : "")\(minute)")
    }
}
