/// Reads a saved HTML page as lines of text and tables.
///
/// Not a parser of HTML: a scanner that knows tags, character references and which tags end a line, a cell or a row. A
/// saved page is laid out by hand and by content systems in ways that differ from year to year, and only its text and
/// its tables matter. Anything inside `script`, `style` and comments is passed over.
struct HTMLPage {
    private(set) var blocks: [PageBlock] = []
    private(set) var problems: [(line: Int, message: String)] = []
    /// The page's own address, where it gives one.
    private(set) var canonicalAddress: String?

    private let bytes: [UInt8]
    private var position = 0
    private var line = 1
    private var text: [UInt8] = []
    private var textLine = 1
    private var table: OpenTable?
    private var hasRaisedText = false

    private struct OpenTable {
        let line: Int
        var rows: [PageTable.Row] = []
        var cells: [String]?
        var rowLine = 0
        var isInCell = false
    }

    init(_ source: String) {
        bytes = Array(source.utf8)
        while position < bytes.count {
            if bytes[position] == UInt8(ascii: "<") {
                tag()
            } else {
                character()
            }
        }
        endLine()
        if table != nil {
            problems.append((line, "the page ends inside a table"))
            endTable()
        }
    }

    private mutating func advance() {
        if bytes[position] == 0x0A { line += 1 }
        position += 1
    }

    private mutating func append(_ more: some Sequence<UInt8>) {
        if text.isEmpty { textLine = line }
        text += more
    }

    private mutating func character() {
        guard bytes[position] == UInt8(ascii: "&") else {
            let byte = bytes[position]
            // A line break in the source is a space to a reader.
            append(CollectionOfOne(byte == 0x0A || byte == 0x0D ? 0x20 : byte))
            advance()
            return
        }
        let limit = min(bytes.count, position + 12)
        guard let end = bytes[position..<limit].firstIndex(of: UInt8(ascii: ";")),
            let decoded = CharacterReference.text(of: bytes[(position + 1)..<end])
        else {
            append(CollectionOfOne(UInt8(ascii: "&")))
            advance()
            return
        }
        append(decoded.utf8)
        position = end + 1
    }

    private mutating func tag() {
        if bytes[position...].starts(with: "<!--".utf8) {
            skip(past: "-->")
            return
        }
        let start = position
        guard let end = endOfTag(from: start) else {
            append(CollectionOfOne(UInt8(ascii: "<")))
            advance()
            return
        }
        let body = String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
        while position <= end { advance() }
        let isClosing = body.hasPrefix("/")
        let name = (isClosing ? body.dropFirst() : body[...]).prefix { $0.isLetter || $0.isNumber }.lowercased()
        if !isClosing, name == "script" || name == "style" || name == "template" {
            skip(past: "</\(name)")
            skip(past: ">")
            return
        }
        handle(name, isClosing, body)
    }

    /// The `>` that ends a tag, which a quoted attribute may hide; nil where the `<` begins none.
    private func endOfTag(from start: Int) -> Int? {
        guard start + 1 < bytes.count else { return nil }
        let first = bytes[start + 1]
        let isTag =
            (0x41...0x5A).contains(first) || (0x61...0x7A).contains(first) || first == UInt8(ascii: "/")
            || first == UInt8(ascii: "!") || first == UInt8(ascii: "?")
        guard isTag else { return nil }
        var quote: UInt8?
        // A tag longer than this is no tag, and looking further each time would take for ever.
        for index in (start + 1)..<min(bytes.count, start + 2048) {
            let byte = bytes[index]
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                return index
            }
        }
        return nil
    }

    private mutating func skip(past end: String) {
        let end = Array(end.utf8)
        while position < bytes.count {
            let isHere =
                position + end.count <= bytes.count
                && zip(bytes[position...], end).allSatisfy { Self.lowercased($0) == $1 }
            if isHere {
                for _ in end { advance() }
                return
            }
            advance()
        }
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        (0x41...0x5A).contains(byte) ? byte + 0x20 : byte
    }
}

extension HTMLPage {
    private mutating func handle(_ name: String, _ isClosing: Bool, _ body: String) {
        switch (name, isClosing) {
        case ("table", false): beginTable()
        case ("table", true): endTable()
        case ("tr", false):
            endRow()
            if table != nil {
                table?.cells = []
                table?.rowLine = line
            }
        case ("tr", true): endRow()
        case ("td", false), ("th", false): beginCell(body)
        case ("td", true), ("th", true): endCell()
        case ("sup", false):
            append(" (".utf8)
            hasRaisedText = true
        case ("sup", true): append(") ".utf8)
        case ("link", false): address(in: body)
        case ("br", _), ("p", _), ("div", _), ("li", _), ("ul", _), ("ol", _), ("h1", _), ("h2", _), ("h3", _),
            ("h4", _), ("h5", _), ("h6", _), ("section", _), ("article", _), ("header", _), ("footer", _), ("main", _),
            ("nav", _), ("aside", _), ("dl", _), ("dt", _), ("dd", _), ("caption", _), ("title", _), ("body", _),
            ("html", _), ("head", _), ("figure", _), ("hr", _), ("thead", _), ("tbody", _), ("tfoot", _):
            endLine()
        default: break
        }
    }

    /// Ends a line of text; inside a cell it parts two names.
    private mutating func endLine() {
        if table?.isInCell == true {
            append(", ".utf8)
            return
        }
        let line = taken()
        if !line.isEmpty { blocks.append(.line(PageLine(number: textLine, text: line))) }
    }

    private mutating func taken() -> String {
        defer { text = [] }
        defer { hasRaisedText = false }
        let plain = String(decoding: text, as: UTF8.self).withPlainSpaces
        guard hasRaisedText else { return plain }
        // A mark that was both raised and bracketed came out with two pairs.
        return plain.replacing("( (", with: "(").replacing("((", with: "(").replacing(") )", with: ")")
            .replacing("))", with: ")").replacing("( ", with: "(").replacing(" )", with: ")")
    }

    private mutating func beginTable() {
        if table != nil {
            problems.append((line, "a table inside a table"))
            endTable()
        }
        endLine()
        table = OpenTable(line: line)
    }

    private mutating func endTable() {
        endRow()
        guard let open = table else { return }
        table = nil
        text = []
        guard let header = open.rows.first else { return }
        blocks.append(.table(PageTable(line: open.line, header: header.cells, rows: Array(open.rows.dropFirst()))))
    }

    private mutating func endRow() {
        endCell()
        guard let cells = table?.cells, !cells.isEmpty, let rowLine = table?.rowLine else { return }
        table?.rows.append(PageTable.Row(line: rowLine, cells: cells))
        table?.cells = nil
    }

    private mutating func beginCell(_ body: String) {
        endCell()
        guard table != nil else { return }
        if table?.cells == nil {
            table?.cells = []
            table?.rowLine = line
        }
        for span in ["colspan", "rowspan"] {
            guard let value = Self.attribute(span, in: body), value != "1" else { continue }
            problems.append(
                (line, "a cell with \(span) \(value.excerpt), which says nothing certain about its columns")
            )
        }
        text = []
        table?.isInCell = true
    }

    private mutating func endCell() {
        guard table?.isInCell == true else { return }
        table?.isInCell = false
        let parts = taken().split(separator: ",").map { String($0).withPlainSpaces }.filter { !$0.isEmpty }
        table?.cells?.append(parts.joined(separator: ", "))
    }

    private mutating func address(in body: String) {
        guard Self.attribute("rel", in: body)?.lowercased() == "canonical", let href = Self.attribute("href", in: body)
        else { return }
        canonicalAddress = href
    }

    /// An attribute's value, with or without quotes.
    private static func attribute(_ name: String, in body: String) -> String? {
        guard let range = body.lowercased().firstRange(of: "\(name)=") else { return nil }
        let offset = body.lowercased().distance(from: body.lowercased().startIndex, to: range.upperBound)
        let rest = body.dropFirst(offset)
        guard let quote = rest.first, quote == "\"" || quote == "'" else {
            return String(rest.prefix { !$0.isWhitespace && $0 != "/" })
        }
        return String(rest.dropFirst().prefix { $0 != quote })
    }
}
