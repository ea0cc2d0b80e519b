import TextDocuments

/// The cells as CSV (RFC 4180), one a line, with what decided.
package struct CellTable {
    private let document: CertificationDocument

    package init(_ document: CertificationDocument) {
        self.document = document
    }

    package var text: String {
        let header = [
            "build", "edition", "as_of", "system", "browser", "authenticator", "verdict", "os_status",
            "browser_status", "rule", "reason", "source", "evidence", "readings",
        ]
        let rows = document.cells.map { cell in
            let reason = cell.reasons.first
            return [
                document.build.id, document.edition.id, document.asOf, cell.system, cell.browser, cell.authenticator,
                cell.verdict, cell.operatingSystemStatus, cell.browserStatus, reason?.rule ?? "",
                reason?.sentence ?? "", reason?.source ?? "",
                reason.map { "\($0.evidence.kind) \($0.evidence.locator)" } ?? "", cell.readings.joined(separator: " "),
            ]
        }
        return ([header] + rows).map { CSVText.line($0.map(Self.inert)) }.joined()
    }

    /// A spreadsheet takes a leading `=`, `+`, `-` or `@` for a formula, and a device's or a build's name may begin with
    /// one: an apostrophe keeps it text.
    private static func inert(_ text: String) -> String {
        text.first.map { "=+-@\t\r".contains($0) } == true ? "'" + text : text
    }
}
