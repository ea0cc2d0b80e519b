package import CTAPMessages
package import Vocabulary

/// The certified FIDO2 models that the program knows without any BLOB.
///
/// Facts, with the number and date of the BLOB they were read from: models that held Level 2 or above then, each with
/// every status report that it had, so that the same rule decides as for a BLOB. There are no trust anchors in it; who
/// needs an attestation verified needs a BLOB. A verified BLOB always wins over this table.
package struct BuiltInModels: Sendable {
    /// Number of the BLOB that the facts were read from.
    package let no: UInt64
    /// The day that they were true on.
    package let date: CalendarDate
    /// Only models of this level or above are in the table; another model's absence says that it was below.
    package let lowestLevel: CertificationLevel
    package let entries: [MetadataEntry]
    private let positions: [AAGUID: Int]

    /// The table that ships with the program.
    package static let shipped = BuiltInModels(table: PackageResources.certified_models_txt)

    /// What is known of a model; `nil` for one that was below the lowest level, or did not exist.
    package func lookup(_ aaguid: AAGUID) -> MetadataEntry? {
        positions[aaguid].map { entries[$0] }
    }

    /// Reads a table; one without a readable head is empty and of number 0, so that it vouches for nobody.
    package init(table: [UInt8]) {
        let text = String(decoding: table, as: UTF8.self)
        let lines = text.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("#") }
        let head = lines.first?.split(separator: ";") ?? []
        guard head.count == 3, let no = UInt64(head[0]), let date = CalendarDate(String(head[1])),
            let lowest = CertificationLevel(head[2])
        else {
            self.init(no: 0, date: .distantPast, lowestLevel: .l3plus, entries: [])
            return
        }
        let entries = lines.dropFirst().enumerated()
            .compactMap { index, line in
                MetadataEntry(tableLine: line, index: index)
            }
        self.init(no: no, date: date, lowestLevel: lowest, entries: entries)
    }

    private init(no: UInt64, date: CalendarDate, lowestLevel: CertificationLevel, entries: [MetadataEntry]) {
        self.no = no
        self.date = date
        self.lowestLevel = lowestLevel
        self.entries = entries
        positions = Dictionary(
            entries.enumerated().compactMap { position, entry in entry.aaguid.map { ($0, position) } },
            uniquingKeysWith: { first, _ in first }
        )
    }
}
