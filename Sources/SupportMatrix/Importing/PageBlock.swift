/// A saved page as what a reader sees: lines of text and tables, in their order.
enum PageBlock: Hashable {
    case line(PageLine)
    case table(PageTable)
}

struct PageLine: Hashable {
    /// Counted from 1.
    let number: Int
    let text: String
}

struct PageTable: Hashable {
    struct Row: Hashable {
        let line: Int
        let cells: [String]
    }

    let line: Int
    let header: [String]
    let rows: [Row]
}

extension String {
    /// The text with every run of white space, the unbreakable kind included, as one space.
    var withPlainSpaces: String {
        split { $0.isWhitespace || $0 == "\u{200B}" || $0 == "\u{FEFF}" }.joined(separator: " ")
    }
}
