/// The page's words for a status.
enum StatusWord {
    /// The status that a cell's text names; an empty cell or a dash lists nothing.
    static func status(of text: String) -> SupportStatus? {
        let word = text.withPlainSpaces.lowercased()
        if ["", "-", "–", "—", "n/a"].contains(word) { return .notListed }
        return SupportStatus.written.first { $0.name.lowercased() == word }
    }

    /// Whether the word is one of the page's four.
    static func isStatus(_ word: some StringProtocol) -> Bool {
        SupportStatus.written.contains { $0.name.lowercased() == word.lowercased() }
    }
}
