/// Rows of text under one another, each column as wide as its widest cell.
struct TextColumns {
    private var rows: [[String]] = []
    private let gap = "  "

    init(_ header: String...) {
        rows.append(header)
    }

    mutating func add(_ row: String...) {
        rows.append(row)
    }

    /// The rows, without blanks at the ends of lines.
    var lines: [String] {
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns)
            .map { column in
                rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
            }
        return rows.map { row in
            let padded = zip(row, widths).map { $0 + String(repeating: " ", count: max(0, $1 - $0.count)) }
            let line = padded.joined(separator: gap)
            return String(line.reversed().drop { $0 == " " }.reversed())
        }
    }

    var text: String { lines.joined(separator: "\n") }
}
