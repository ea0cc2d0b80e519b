/// A row of the page's system tables: one NHS system that a client reaches.
package struct EditionSystem: Hashable, Sendable {
    /// Stable across editions and spellings: `e-rs`.
    package var id: String
    /// The name as the page has it, without its footnote mark.
    package var name: String
    package var aliases: [String]
    package var footnotes: [FootnoteMark]

    package init(id: String, name: String, aliases: [String] = [], footnotes: [FootnoteMark] = []) {
        self.id = id
        self.name = name
        self.aliases = aliases
        self.footnotes = footnotes
    }

    /// Whether a person who wrote `text` meant this system: its id, name or an alias, in any case.
    package func isNamed(_ text: String) -> Bool {
        let text = text.lowercased()
        return id.lowercased() == text || name.lowercased() == text || aliases.contains { $0.lowercased() == text }
    }
}
