/// One of the page's two tables of systems against columns.
package struct StatusTable: Hashable, Sendable {
    /// Ids of the columns, in the page's order.
    package var columns: [String]
    /// Per system, in the edition's order, one status per column.
    package var rows: [[SupportStatus]]

    package init(columns: [String], rows: [[SupportStatus]]) {
        self.columns = columns
        self.rows = rows
    }

    /// The cell, or *not listed* where the table has none.
    package func status(row: Int, column id: String) -> SupportStatus {
        guard rows.indices.contains(row), let column = columns.firstIndex(of: id), rows[row].indices.contains(column)
        else { return .notListed }
        return rows[row][column]
    }
}
