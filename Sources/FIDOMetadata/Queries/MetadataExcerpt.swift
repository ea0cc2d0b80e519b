import CTAPMessages
import Crypto
import Octets
package import Vocabulary

/// What an appraisal used of metadata, kept with it: enough to come to the same answers without the metadata.
///
/// Entries stand in it as they were signed. Names that were looked for in vain are listed, so that an absence is not
/// taken for an omission.
package struct MetadataExcerpt: Sendable {
    /// How the metadata came to whoever used it.
    package enum Source: String, Sendable, CaseIterable {
        /// A BLOB in a file, verified for this use.
        case file
        /// The last BLOB that was verified and stored.
        case cache
        case builtInTable = "built-in-table"
    }

    package let source: Source
    /// Of the BLOB, or of the one that the table was read from.
    package let no: UInt64
    /// The day on which the facts were verified, or read into the table.
    package let date: CalendarDate
    /// `nil` for the built-in table.
    package let record: VerificationRecord?
    package let entries: [MetadataEntry]
    /// Names that the metadata does not have.
    package let absent: [String]
    /// Trust anchors of the entries, in DER, that other models of the metadata have as well.
    package let sharedAnchors: Set<[UInt8]>
    private let index: MetadataIndex

    init(
        source: Source,
        no: UInt64,
        date: CalendarDate,
        record: VerificationRecord?,
        entries: [MetadataEntry],
        absent: [String],
        sharedAnchors: Set<[UInt8]>
    ) {
        self.source = source
        self.no = no
        self.date = date
        self.record = record
        self.entries = entries
        self.absent = absent
        self.sharedAnchors = sharedAnchors
        var findings: [MetadataFinding] = []
        index = MetadataIndex(of: entries, findings: &findings)
    }

    /// Takes from metadata what it has under some names.
    ///
    /// - Throws: ``StoredMetadata/Damage`` when what is stored is not what was verified.
    package init(
        of metadata: MetadataInUse,
        from source: Source,
        for identifiers: [AuthenticatorIdentifier]
    ) throws(StoredMetadata.Damage) {
        var entries: [MetadataEntry] = []
        var absent: [String] = []
        for identifier in identifiers {
            let found = try metadata.lookup(identifier).entries
            if found.isEmpty, !absent.contains(identifier.description) { absent.append(identifier.description) }
            entries += found.filter { entry in !entries.contains { $0.index == entry.index } }
        }
        let anchors = Set(entries.flatMap(\.statement.trustAnchors))
        var shared: Set<[UInt8]> = []
        if case .verified(let stored) = metadata { shared = try stored.blob().sharedAnchors.intersection(anchors) }
        self.init(
            source: source,
            no: metadata.no,
            date: metadata.date,
            record: metadata.record,
            entries: entries,
            absent: absent,
            sharedAnchors: shared
        )
    }

    /// What the metadata had under a name; names that nobody looked for are absent.
    package func lookup(_ identifier: AuthenticatorIdentifier) -> MetadataLookup {
        index.lookup(identifier, in: entries)
    }

    /// SHA-256 of the shared anchors, in hexadecimal, sorted.
    var sharedAnchorDigests: [String] {
        sharedAnchors.map { Hex.encode(SHA256.hash(data: $0)) }.sorted()
    }
}
