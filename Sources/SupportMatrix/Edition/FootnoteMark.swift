/// A footnote's number together with the table it belongs to.
///
/// The page uses (1), (2) and (3) twice with different meanings, so a bare number names nothing.
package struct FootnoteMark: Hashable, Sendable {
    package enum Table: String, CaseIterable, Sendable {
        /// The tables of operating systems and browsers, which share their notes.
        case systems
        case authenticators
    }

    package let table: Table
    package let number: Int

    package init(_ table: Table, _ number: Int) {
        self.table = table
        self.number = number
    }

    /// Reads `systems.2`.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let table = Table(rawValue: String(parts[0])), let number = Int(parts[1]),
            (1...99).contains(number)
        else { return nil }
        self.init(table, number)
    }
}

extension FootnoteMark: CustomStringConvertible {
    package var description: String { "\(table.rawValue).\(number)" }
}
