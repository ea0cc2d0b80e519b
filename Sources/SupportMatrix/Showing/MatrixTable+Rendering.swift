import TextDocuments

extension MatrixTable {
    /// The table in one of the formats, with a line break at its end.
    package func rendered(as format: MatrixFormat) -> String {
        switch format {
        case .text: TextTable(header: header, rows: rows).lines().joined(separator: "\n") + "\n"
        case .json: jsonNode.rendered() + "\n"
        case .csv: ([header] + rows).map { CSVText.line($0) }.joined()
        case .markdown:
            ([header, header.map { _ in "---" }] + rows).map(Self.markdownRow).joined(separator: "\n") + "\n"
        }
    }

    static func markdownRow(_ cells: [String]) -> String {
        "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
    }

    private var jsonNode: JSONNode {
        .keys([
            "formatVersion": .number(1),
            "table": .string(id),
            "rows": .array(
                rows.map { row in
                    .object(zip(header, row).map { JSONNode.Member(key: Self.member($0), value: .string($1)) })
                }
            ),
        ])
    }

    /// A column's title as a JSON member: `Operating system` becomes `operatingSystem`.
    private static func member(_ title: String) -> String {
        let words = title.split(separator: " ").map(String.init)
        return words.enumerated()
            .map { index, word in
                index == 0 ? word.lowercased() : word.prefix(1).uppercased() + word.dropFirst()
            }
            .joined()
    }
}
