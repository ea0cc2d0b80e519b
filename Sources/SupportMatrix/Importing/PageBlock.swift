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
        var result = String.UnicodeScalarView()
        var isAtGap = false
        for scalar in unicodeScalars {
            if scalar.properties.isWhitespace || scalar == "\u{200B}" || scalar == "\u{FEFF}" {
                isAtGap = !result.isEmpty
            } else {
                if isAtGap { result.append(" ") }
                isAtGap = false
                result.append(scalar)
            }
        }
        return String(result)
    }
}
