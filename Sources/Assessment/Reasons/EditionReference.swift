package import SupportMatrix

/// Where in an edition the sentence behind a reason stands.
package enum EditionReference: Hashable, Sendable {
    case cell(table: String, row: String, column: String)
    case row(table: String, row: String)
    case rule(id: String, footnotes: [FootnoteMark])
    /// The page's introduction: what is not listed is not supported.
    case unlisted
    /// Not the edition: a dated fact of another NHS page or of a vendor.
    case dated(source: String)
}

extension EditionReference: CustomStringConvertible {
    package var description: String {
        switch self {
        case .cell(let table, let row, let column): "\(table), \(row) × \(column)"
        case .row(let table, let row): "\(table), \(row)"
        case .rule(let id, let footnotes):
            footnotes.isEmpty
                ? "rule \(id)" : "rule \(id), footnote \(footnotes.map(\.description).joined(separator: ", "))"
        case .unlisted: "introduction: what is not listed is not supported"
        case .dated(let source): source
        }
    }
}
