import StrictYAML

/// Puts an edition together from the blocks of a page.
struct EditionBuilder {
    let lexicon: Edition
    let acceptsMisspellings: Bool
    var address: String?
    var report = ImportReport()
    var problems: [(line: Int, message: String)] = []

    var sentences: SentenceReader
    var systems: [EditionSystem] = []
    var operatingSystems: [OperatingSystemColumn] = []
    var browsers: [BrowserColumn] = []
    var authenticators: [AuthenticatorRow] = []
    var operatingSystemTable: SystemTable?
    var browserTable: SystemTable?
    var authenticatorTableLine: Int?
    /// Where each footnote is carried, first place first.
    var carried: [(mark: FootnoteMark, line: Int)] = []
    var explained: [FootnoteMark: (line: Int, text: String, isUnderstood: Bool)] = [:]
    var section = FootnoteMark.Table.systems
    private var openMark: FootnoteMark?

    /// A table of systems as it was read: ids of its columns, and a row of statuses per system.
    struct SystemTable {
        let line: Int
        var columns: [String]
        var rows: [String: [SupportStatus]]
    }

    init(lexicon: Edition, acceptsMisspellings: Bool) {
        self.lexicon = lexicon
        self.acceptsMisspellings = acceptsMisspellings
        sentences = SentenceReader(lexicon: lexicon)
    }

    mutating func read(_ blocks: [PageBlock]) {
        for block in blocks {
            switch block {
            case .line(let line): read(line)
            case .table(let table):
                openMark = nil
                read(table)
            }
        }
    }

    mutating func refuse(_ line: Int, _ message: String) { problems.append((line, message)) }

    mutating func note(_ line: Int, _ text: String, _ meaning: String) {
        report.understood.append(.init(line: line, text: text.excerpt, meaning: meaning))
    }

    mutating func assume(_ line: Int, _ text: String, _ meaning: String) {
        report.assumed.append(.init(line: line, text: text.excerpt, meaning: meaning))
    }

    private mutating func read(_ line: PageLine) {
        if let edited = LastEdited.read(line.text) {
            sentences.facts.lastEdited = edited
            note(line.number, line.text, "last edited \(edited.date)")
            return
        }
        var text = line.text
        if let (mark, rest) = Self.footnote(text) {
            let full = FootnoteMark(section, mark)
            if let earlier = explained[full] {
                refuse(line.number, "footnote (\(mark)) is explained twice, first on line \(earlier.line)")
            }
            explained[full] = (line.number, rest, false)
            openMark = full
            text = rest
        }
        if StatusWord.isStatus(text) {
            note(line.number, text, "a word of the legend")
            return
        }
        for sentence in Self.sentences(of: text) {
            if let meaning = sentences.read(sentence, under: openMark) {
                note(line.number, sentence, meaning)
                if let openMark { explained[openMark]?.isUnderstood = true }
            } else {
                report.notUnderstood.append(.init(line: line.number, text: sentence.excerpt, meaning: ""))
            }
        }
    }

    /// The number of a footnote at the head of its text.
    private static func footnote(_ text: String) -> (number: Int, rest: String)? {
        guard text.hasPrefix("("), let close = text.firstIndex(of: ")"),
            let number = Int(text[text.index(after: text.startIndex)..<close]), (1...99).contains(number)
        else { return nil }
        let rest = String(text[text.index(after: close)...]).withPlainSpaces
        return rest.isEmpty ? nil : (number, rest)
    }

    private static func sentences(of text: String) -> [String] {
        var sentences: [String] = []
        var start = text.utf8.startIndex
        var index = start
        while index < text.utf8.endIndex {
            let next = text.utf8.index(after: index)
            if text.utf8[index] == 0x2E, next < text.utf8.endIndex, text.utf8[next] == 0x20 {
                sentences.append(String(text[start..<next]))
                start = text.utf8.index(after: next)
            }
            index = next
        }
        if start < text.utf8.endIndex { sentences.append(String(text[start...])) }
        return sentences
    }

    mutating func carry(_ number: Int?, in table: FootnoteMark.Table, line: Int) -> [FootnoteMark] {
        guard let number else { return [] }
        let mark = FootnoteMark(table, number)
        carried.append((mark, line))
        return [mark]
    }
}
