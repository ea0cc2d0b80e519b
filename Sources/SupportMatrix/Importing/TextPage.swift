/// Splits a page that was saved as text into lines and tables.
///
/// Saved text has no cells: a row is a name with as many words behind it as the header has columns, and the header
/// itself may be broken over several lines. What is a table is told by its first heading.
struct TextPage {
    private let lines: [PageLine]
    private(set) var blocks: [PageBlock] = []
    private(set) var problems: [(line: Int, message: String)] = []

    init(_ text: String) {
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
            .map { index, line in
                PageLine(number: index + 1, text: String(line).withPlainSpaces)
            }
        var index = 0
        while index < lines.count {
            let line = lines[index]
            if let heading = Self.afterHeading(line.text, "enabled system") {
                index = systemTable(from: index, heading)
            } else if Wording(line.text).contains("approved authenticators supported operating systems") {
                index = authenticatorTable(from: index)
            } else {
                if !line.text.isEmpty { blocks.append(.line(line)) }
                index += 1
            }
        }
    }

    /// What stands behind the heading of the name column, if the line has it.
    private static func afterHeading(_ text: String, _ heading: String) -> String? {
        let length = heading.utf8.count
        return Wording(text).position(of: heading)
            .map { position in
                String(decoding: text.utf8.dropFirst(position + length), as: UTF8.self)
            }
    }

    private mutating func systemTable(from start: Int, _ heading: String) -> Int {
        var header: [String] = []
        var index = start + 1
        if let phrases = NamePhrase.all(in: heading) {
            header += phrases.map(\.written)
        } else {
            problems.append(
                (lines[start].number, "“\(heading.withPlainSpaces.excerpt)” holds a column that names nothing known")
            )
        }
        // The header goes on as long as lines name columns and nothing else.
        while index < lines.count {
            if lines[index].text.isEmpty {
                index += 1
                continue
            }
            guard let phrases = NamePhrase.all(in: lines[index].text), !phrases.isEmpty else { break }
            header += phrases.map(\.written)
            index += 1
        }
        var rows: [PageTable.Row] = []
        while index < lines.count, !lines[index].text.isEmpty {
            rows.append(row(lines[index], columns: header.count))
            index += 1
        }
        blocks.append(.table(PageTable(line: lines[start].number, header: ["system"] + header, rows: rows)))
        return index
    }

    private func row(_ line: PageLine, columns: Int) -> PageTable.Row {
        let words = line.text.split(separator: " ")
        let statuses = words.reversed().prefix { StatusWord.isStatus($0) }.count
        // A word that is no status stays with the cells, where it is reported, and not with the name.
        let count = max(statuses, min(columns, words.count - 1))
        let name = words.dropLast(count).joined(separator: " ")
        return PageTable.Row(line: line.number, cells: [name] + words.suffix(count).map(String.init))
    }

    /// Names run into their lists here: a line begins a row when it has words before its first name.
    private mutating func authenticatorTable(from start: Int) -> Int {
        var rows: [(line: Int, name: String, names: [NamePhrase])] = []
        var index = start + 1
        while index < lines.count, !lines[index].text.isEmpty {
            let line = lines[index]
            index += 1
            guard let (lead, phrases) = NamePhrase.split(line.text) else {
                problems.append(
                    (line.number, "“\(line.text.excerpt)” has a word that is no operating system and no browser")
                )
                continue
            }
            if !lead.isEmpty {
                rows.append((line.number, lead, phrases))
            } else if rows.isEmpty {
                problems.append((line.number, "“\(line.text.excerpt)” belongs to no authenticator"))
            } else {
                rows[rows.count - 1].names += phrases
            }
        }
        blocks.append(
            .table(
                PageTable(
                    line: lines[start].number,
                    header: ["approved authenticators", "supported operating systems", "supported browsers"],
                    rows: rows.map { row in
                        let systems = row.names.filter(\.isOperatingSystem).map(\.written).joined(separator: ", ")
                        let browsers = row.names.filter { !$0.isOperatingSystem }.map(\.written)
                        return PageTable.Row(
                            line: row.line,
                            cells: [row.name, systems, browsers.joined(separator: ", ")]
                        )
                    }
                )
            )
        )
        return index
    }
}

extension NamePhrase {
    /// The phrase with its footnote mark, as it can be read again.
    var written: String { text + (mark.map { "(\($0))" } ?? "") }

    var isOperatingSystem: Bool {
        guard case .operatingSystem = meaning else { return false }
        return true
    }
}

extension String {
    /// A short form that is safe to print: a page's own characters must not steer a terminal.
    var excerpt: String {
        var result = ""
        for (count, scalar) in unicodeScalars.enumerated() {
            guard count < 80 else { return result + "…" }
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: result += " "
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
