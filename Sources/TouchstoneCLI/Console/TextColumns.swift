/// Rows of text under one another, each column as wide as its widest cell.
struct TextColumns {
    private enum Row {
        case cells([String])
        /// Text across all columns, which none has to make room for.
        case line(String)
    }

    private var rows: [Row] = []
    private let gap = "  "

    init(_ header: String...) {
        rows.append(.cells(header))
    }

    mutating func add(_ row: String...) {
        rows.append(.cells(row))
    }

    mutating func add(line: String) {
        rows.append(.line(line))
    }

    /// The rows, without blanks at the ends of lines.
    var lines: [String] {
        let cells = rows.compactMap { if case .cells(let cells) = $0 { cells } else { nil } }
        let columns = cells.map(\.count).max() ?? 0
        let widths = (0..<columns)
            .map { column in
                cells.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
            }
        return rows.map { row in
            switch row {
            case .line(let text):
                return text
            case .cells(let cells):
                let padded = zip(cells, widths).map { $0 + String(repeating: " ", count: max(0, $1 - $0.count)) }
                let line = padded.joined(separator: gap)
                return String(line.reversed().drop { $0 == " " }.reversed())
            }
        }
    }

    var text: String { lines.joined(separator: "\n") }
}
