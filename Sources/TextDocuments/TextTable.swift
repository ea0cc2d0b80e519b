/// Lays a table out for a terminal, breaking cells between words so that no line is longer than the width.
package struct TextTable {
    private enum Row {
        case cells([String])
        /// Text across all columns, which none has to make room for.
        case line(String)
    }

    private let header: [String]
    private var rows: [Row]
    private let width: Int
    private let hasRule: Bool

    /// A table with a rule below its header, or without one for listings that programs cut into columns.
    package init(header: [String], rows: [[String]] = [], width: Int = 80, hasRule: Bool = true) {
        self.header = header
        self.rows = rows.map(Row.cells)
        self.width = width
        self.hasRule = hasRule
    }

    package mutating func add(_ cells: String...) {
        rows.append(.cells(cells))
    }

    /// Adds text that stands across all columns and is not broken.
    package mutating func add(line: String) {
        rows.append(.line(line))
    }

    /// The lines of the table, without trailing spaces.
    package func lines() -> [String] {
        let widths = columnWidths()
        guard !widths.isEmpty else { return [] }
        var lines = block(header, widths)
        if hasRule { lines.append(widths.map { String(repeating: "-", count: $0) }.joined(separator: "  ")) }
        for row in rows {
            switch row {
            case .cells(let cells): lines += block(cells, widths)
            case .line(let text): lines.append(text)
            }
        }
        return lines
    }

    /// Gives each column what it needs, then takes from the widest until the table fits or words would break.
    ///
    /// The first column names the row and is wrapped last: it counts for a third of its width.
    private func columnWidths() -> [Int] {
        let all = [header] + rows.compactMap { if case .cells(let cells) = $0 { cells } else { nil } }
        let count = all.map(\.count).max() ?? 0
        var widths = [Int](repeating: 0, count: count)
        var floors = widths
        for row in all {
            for (column, cell) in row.enumerated() {
                widths[column] = max(widths[column], cell.count)
                floors[column] = max(floors[column], cell.split(separator: " ").map(\.count).max() ?? 0)
            }
        }
        let available = width - 2 * (count - 1)
        while widths.reduce(0, +) > available {
            let shrinkable = widths.indices.filter { widths[$0] > floors[$0] }
            guard let widest = shrinkable.max(by: { weight(of: $0, widths) < weight(of: $1, widths) }) else { break }
            widths[widest] -= 1
        }
        return widths
    }

    private func weight(of column: Int, _ widths: [Int]) -> Int {
        column == 0 ? widths[column] / 3 : widths[column]
    }

    private func block(_ cells: [String], _ widths: [Int]) -> [String] {
        let wrapped = widths.indices.map { column in
            Self.wrap(column < cells.count ? cells[column] : "", to: widths[column])
        }
        return (0..<(wrapped.map(\.count).max() ?? 0))
            .map { index in
                var line = ""
                for (column, lines) in wrapped.enumerated() {
                    let text = index < lines.count ? lines[index] : ""
                    line += text + String(repeating: " ", count: widths[column] - min(widths[column], text.count) + 2)
                }
                while line.last == " " { line.removeLast() }
                return line
            }
    }

    /// Breaks text between words into lines of at most the width; a longer word stays whole.
    package static func wrap(_ text: String, to width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if line.isEmpty {
                line = String(word)
            } else if line.count + 1 + word.count <= width {
                line += " " + word
            } else {
                lines.append(line)
                line = String(word)
            }
        }
        return lines + [line]
    }
}
