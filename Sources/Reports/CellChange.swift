/// A combination whose verdict is another in a second result.
package struct CellChange: Hashable, Sendable, Encodable {
    package let cell: String
    /// Nil where the first result does not have the combination.
    package let before: String?
    /// Nil where the second does not have it.
    package let after: String?
    /// What decided in the second.
    package let because: String?

    /// All differences, in the order of the first result, then what only the second has.
    package static func all(from before: CertificationDocument, to after: CertificationDocument) -> [Self] {
        let later = Dictionary(after.cells.map { ($0.name, $0) }) { first, _ in first }
        let earlier = Set(before.cells.map(\.name))
        let changed = before.cells.compactMap { cell -> Self? in
            let other = later[cell.name]
            guard other?.verdict != cell.verdict else { return nil }
            return Self(
                cell: cell.name,
                before: cell.verdict,
                after: other?.verdict,
                because: other?.reasons.first?.sentence
            )
        }
        let added = after.cells.filter { !earlier.contains($0.name) }
            .map { Self(cell: $0.name, before: nil, after: $0.verdict, because: $0.reasons.first?.sentence) }
        return changed + added
    }

    package var sentence: String {
        "\(cell): from \(before ?? "absent") to \(after ?? "absent")" + (because.map { ". \($0)" } ?? "")
    }
}
