/// What an import made of a page, line by line.
package struct ImportReport: Hashable, Sendable {
    package struct Note: Hashable, Sendable {
        /// Counted from 1; 0 for the page as a whole.
        package let line: Int
        /// What stands there, shortened.
        package let text: String
        /// What was made of it.
        package let meaning: String
    }

    /// What gave the edition something.
    package var understood: [Note] = []
    /// What was corrected or filled in, for a person to look at.
    package var assumed: [Note] = []
    /// Footnotes that state something no rule can hold; the edition lacks it.
    package var unreadFootnotes: [Note] = []
    /// Every other line that gave nothing.
    package var notUnderstood: [Note] = []
    /// Knowledge that no page holds, taken from the edition that the import was given.
    package var carriedOver: [String] = []
    /// What that edition says and this page does not.
    package var gone: [String] = []

    package init() {}

    /// Whether somebody has to look before the edition is used.
    package var needsAttention: Bool { !assumed.isEmpty || !unreadFootnotes.isEmpty || !gone.isEmpty }

    /// The report for a terminal, with a line break at its end.
    package var text: String {
        var lines: [String] = []
        func section(_ title: String, _ notes: [Note]) {
            guard !notes.isEmpty else { return }
            lines.append("\(title) (\(notes.count))")
            lines += notes.map { note in
                "  \(note.line > 0 ? "line \(note.line): " : "")\(note.text)"
                    + (note.meaning.isEmpty ? "" : " -> \(note.meaning)")
            }
        }
        section("Needs a person: footnotes that no rule can hold", unreadFootnotes)
        section("Needs a person: corrected or filled in", assumed)
        section("Needs a person: no longer on the page", gone.map { Note(line: 0, text: $0, meaning: "") })
        section("Understood", understood)
        section("Taken from the edition before", carriedOver.map { Note(line: 0, text: $0, meaning: "") })
        section("Not understood", notUnderstood)
        return lines.joined(separator: "\n") + "\n"
    }
}
