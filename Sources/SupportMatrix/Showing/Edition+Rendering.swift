import TextDocuments
import Vocabulary

/// The formats in which an edition or a result about it can be written.
package enum MatrixFormat: String, CaseIterable, Sendable {
    case text, json, csv, markdown
}

extension Edition {
    /// The whole edition as text in one of the formats, with a line break at its end.
    package func rendered(as format: MatrixFormat) -> String {
        switch format {
        case .text: text
        case .json: jsonNode.rendered() + "\n"
        case .csv: csv
        case .markdown: markdown
        }
    }

    private var heading: [String] {
        let time = source.lastEditedTime.map { ", \($0)" } ?? ""
        return [
            "\(title) (\(id))",
            "last edited \(source.lastEdited.inWords)\(time)",
        ]
    }

    private var text: String {
        var lines = heading
        for table in tables where table.id != "rules" {
            lines += ["", table.title, ""]
            // Six columns of full words do not fit beside a system's name in eighty columns.
            let isWide = table.id == "browsers"
            let rows = isWide ? table.rows.map { $0.map { Self.shortened[$0] ?? $0 } } : table.rows
            lines += TextTable(header: table.header, rows: rows).lines()
        }
        lines += ["", "[s2] is note (2) of the system tables, [a2] of the authenticator table.", "", "Rules", ""]
        for rule in rules {
            let notes = rule.footnotes.isEmpty ? "" : " [\(rule.footnotes.map(\.description).joined(separator: ", "))]"
            lines.append("\(rule.id)\(notes)")
            lines += TextTable.wrap(rule.kind.sentence, to: 76).map { "    \($0)" }
            lines += TextTable.wrap("Where: \(rule.scope.inWords)", to: 76).map { "    \($0)" }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static let shortened = [
        SupportStatus.recommended.name: "Recomm.",
        SupportStatus.supported.name: "Support.",
        SupportStatus.deprecated.name: "Deprec.",
        SupportStatus.notListed.name: "-",
    ]

    private var markdown: String {
        var lines = ["# \(title)", "", heading[1]]
        for table in tables {
            lines += ["", "## \(table.title)", ""]
            let header = [table.header, table.header.map { _ in "---" }]
            lines += (header + table.rows).map(MatrixTable.markdownRow)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// One line per cell, so that a spreadsheet can filter it; RFC 4180.
    private var csv: String {
        var rows = [["edition", "table", "row", "column", "value"]]
        for table in tables {
            for row in table.rows {
                for (column, cell) in zip(table.header, row).dropFirst() {
                    rows.append([id, table.id, row[0], column, cell])
                }
            }
        }
        return rows.map { CSVText.line($0) }.joined()
    }
}
