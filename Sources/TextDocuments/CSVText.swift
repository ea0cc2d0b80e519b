/// Writes comma-separated values as RFC 4180 has them.
package enum CSVText {
    /// One record with its line break.
    ///
    /// A cell that a spreadsheet would take for a formula is quoted like any other; it is not changed, because the
    /// reader of a support matrix compares text.
    package static func line(_ cells: [String]) -> String {
        cells.map { cell in
            let needsQuotes = cell.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }
            return needsQuotes ? "\"\(cell.replacing("\"", with: "\"\""))\"" : cell
        }
        .joined(separator: ",") + "\r\n"
    }
}
