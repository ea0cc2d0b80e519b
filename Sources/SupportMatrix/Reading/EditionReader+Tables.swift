import StrictYAML

extension EditionReader {
    func table(_ value: YAMLValue, columns known: [String]) -> StatusTable? {
        guard let keys = value.mapping(EditionKeys.Table.self) else { return nil }
        let columns = references(keys.required(.columns), among: known, as: "column") ?? []
        guard let rowsValue = keys.required(.rows), let entries = rowsValue.entries() else { return nil }
        var rows: [String: [SupportStatus]] = [:]
        for (key, value) in entries {
            guard systemIDs.contains(key.value) else {
                let nearest = NearestName.nearest(to: key.value, among: systemIDs)
                value.report("there is no system \"\(key.value)\"", at: key.position, suggestion: nearest)
                continue
            }
            guard let cells = value.list(of: Self.cell) else { continue }
            if cells.count != columns.count, cells.count == value.list()?.count {
                value.report("the row has \(cells.count) cells and the table \(columns.count) columns")
            }
            rows[key.value] = cells
        }
        for system in systemIDs where !entries.contains(where: { $0.key.value == system }) {
            rowsValue.report("the table has no row for the system \"\(system)\"")
        }
        return StatusTable(columns: columns, rows: systemIDs.map { rows[$0] ?? [] })
    }

    /// One cell: the page's four words, or `not-listed` where the page leaves it empty.
    private static func cell(_ value: YAMLValue) -> SupportStatus? {
        let allowed = SupportStatus.written + [.notListed]
        guard let text = value.string() else { return nil }
        guard let status = SupportStatus(rawValue: text.value), allowed.contains(status) else {
            let words = allowed.map(\.rawValue)
            value.report(
                "\"\(text.value)\" is no status of a table: one of \(words.joined(separator: ", "))",
                suggestion: NearestName.nearest(to: text.value, among: words)
            )
            return nil
        }
        return status
    }
}
