import StrictYAML

extension EditionBuilder {
    mutating func read(_ table: PageTable) {
        let head = table.header.first?.lowercased() ?? ""
        let columns = table.header.dropFirst()
        let names = columns.map { NamePhrase.all(in: $0) }
        let known = names.compactMap { phrases in phrases?.count == 1 ? phrases?.first : nil }
        if head.contains("authenticator") {
            section = .authenticators
            readAuthenticators(table)
        } else if head == "term" || columns.contains(where: { $0.lowercased() == "meaning" }) {
            for row in table.rows {
                let word = row.cells.first ?? ""
                StatusWord.isStatus(word)
                    ? note(row.line, word, "a word of the legend")
                    : report.unreadFootnotes.append(
                        .init(line: row.line, text: word.excerpt, meaning: "a new word in the legend")
                    )
            }
        } else if known.contains(where: \.isOperatingSystem), known.contains(where: { !$0.isOperatingSystem }) {
            refuse(table.line, "the table has columns of operating systems and of browsers: two tables in one")
        } else if known.contains(where: \.isOperatingSystem) {
            section = .systems
            guard operatingSystemTable == nil else {
                refuse(table.line, "a second table of operating systems")
                return
            }
            operatingSystemTable = systemTable(table) { $0.operatingSystemColumn($1, line: table.line) }
        } else if !known.isEmpty {
            section = .systems
            guard browserTable == nil else {
                refuse(table.line, "a second table of browsers")
                return
            }
            browserTable = systemTable(table) { $0.browserColumn($1, line: table.line) }
        } else if head.contains("system") {
            refuse(table.line, "a table of systems whose columns name no operating system and no browser")
        } else {
            report.notUnderstood.append(
                .init(line: table.line, text: table.header.joined(separator: " | ").excerpt, meaning: "a table")
            )
        }
    }

    private mutating func systemTable(
        _ table: PageTable,
        column: (inout Self, String) -> String?
    ) -> SystemTable {
        var columns: [String] = []
        var isComplete = true
        for header in table.header.dropFirst() {
            guard let id = column(&self, header) else {
                isComplete = false
                continue
            }
            if columns.contains(id) { refuse(table.line, "the column “\(header.excerpt)” stands twice") }
            columns.append(id)
        }
        var rows: [String: [SupportStatus]] = [:]
        if table.rows.isEmpty { refuse(table.line, "the table has no rows") }
        for row in table.rows {
            let name = (row.cells.first ?? "").replacing(", ", with: " ")
            let system = self.system(name, line: row.line)
            if rows[system] != nil { refuse(row.line, "the system “\(name.excerpt)” stands twice in one table") }
            let cells = row.cells.dropFirst()
            // A column that was refused is one fault, not one more in every row.
            if isComplete, cells.count != columns.count {
                refuse(row.line, "the row has \(cells.count) cells and the header \(columns.count) columns")
            }
            rows[system] = cells.compactMap { status($0, line: row.line) }
        }
        note(table.line, table.header.joined(separator: " | "), "\(rows.count) systems × \(columns.count) columns")
        return SystemTable(line: table.line, columns: columns, rows: rows)
    }

    private mutating func status(_ text: String, line: Int) -> SupportStatus? {
        guard let status = StatusWord.status(of: text) else {
            let nearest = NearestName.nearest(to: text, among: SupportStatus.written.map(\.name))
            let hint = nearest.map { " (did you mean “\($0)”?)" } ?? ""
            refuse(line, "“\(text.excerpt)” is no status that is known here\(hint)")
            return nil
        }
        if status == .notListed { assume(line, "an empty cell", "not listed") }
        return status
    }
}
