/// The FIDO metadata that a certification went by.
///
/// The moment of its verification stands in the bundle's `metadata.json`: here it would make two runs differ.
package struct MetadataSection: Hashable, Codable, Sendable {
    /// `file` for a BLOB verified for this run, `cache` for the last one that was imported, `built-in-table` for none.
    package let source: String
    package let no: Int
    /// The day on which the facts were verified, or read into the table.
    package let date: String
    /// SHA-256 of the signed BLOB.
    package let sha256: String?
    package let nextUpdate: String?
    package let anchor: String?
    /// SHA-256 of the anchor's certificate.
    package let anchorSHA256: String?

    package init(
        source: String,
        no: Int,
        date: String,
        sha256: String? = nil,
        nextUpdate: String? = nil,
        anchor: String? = nil,
        anchorSHA256: String? = nil
    ) {
        self.source = source
        self.no = no
        self.date = date
        self.sha256 = sha256
        self.nextUpdate = nextUpdate
        self.anchor = anchor
        self.anchorSHA256 = anchorSHA256
    }

    /// `FIDO metadata no. 7 from a file, verified on 2026-11-25`.
    package var sentence: String {
        switch source {
        case "file": "FIDO metadata no. \(no) from a file, verified on \(date)"
        case "cache": "FIDO metadata no. \(no) as last imported, verified on \(date)"
        default: "the table built into the program, from FIDO metadata no. \(no) of \(date)"
        }
    }
}
