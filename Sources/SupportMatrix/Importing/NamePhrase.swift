/// A name of an operating system or a browser as the page writes it.
struct NamePhrase: Hashable {
    enum Bound: Hashable {
        case exactly, andEarlier, andLater
    }

    enum Meaning: Hashable {
        case operatingSystem(OperatingSystemFamily, ReleaseName?, Bound)
        case browser(product: String, isInternetExplorerMode: Bool, newest: ReleaseName?)
    }

    let meaning: Meaning
    /// The words as they stand, without the footnote mark.
    let text: String
    /// The number of a footnote mark glued to it or behind it.
    let mark: Int?
    /// Set when a word had to be read as another, as "Window" is.
    let isMisspelt: Bool
}

extension NamePhrase {
    /// All names in a text, or nil when there is a word among them that belongs to none.
    static func all(in text: String) -> [NamePhrase]? {
        var scanner = PhraseScanner(text)
        var phrases: [NamePhrase] = []
        while !scanner.isAtEnd {
            guard let phrase = scanner.next() else { return nil }
            phrases.append(phrase)
        }
        return phrases
    }

    /// The words before the first name, and the names behind them; nil when there is a stray word among the names.
    static func split(_ text: String) -> (lead: String, phrases: [NamePhrase])? {
        let words = text.withPlainSpaces.split(separator: " ")
        for start in words.indices {
            var scanner = PhraseScanner(words[start...].joined(separator: " "))
            guard scanner.next() != nil else { continue }
            guard let phrases = all(in: words[start...].joined(separator: " ")) else { return nil }
            return (words[..<start].joined(separator: " "), phrases)
        }
        return (words.joined(separator: " "), [])
    }

    /// A name without its footnote mark, which may be glued to it: `Security keys(2)`.
    static func unmarked(_ text: String) -> (name: String, mark: Int?) {
        let text = text.withPlainSpaces
        guard text.hasSuffix(")"), let open = text.lastIndex(of: "("),
            let number = Int(text[text.index(after: open)...].dropLast()), (1...99).contains(number)
        else { return (text, nil) }
        return (String(text[..<open]).withPlainSpaces, number)
    }
}
