package import CTAPMessages
package import Vocabulary

/// The payload of a FIDO metadata BLOB (FIDO Metadata Service 3.1.1, 3.1.6), as far as it can be read.
///
/// This says nothing of who signed it; see ``BLOBVerifier``.
package struct MetadataBLOB: Sendable {
    /// Serial number of the BLOB; one that decreases is a rollback.
    package let no: UInt64
    /// When the service means to publish the next one; advice, not an expiry.
    package let nextUpdate: CalendarDate?
    package let legalHeader: String?
    /// The entries that can be used, in the order of the BLOB.
    package let entries: [MetadataEntry]
    /// The entries that cannot, each with its reason.
    package let rejected: [RejectedEntry]
    /// What else is odd, in the order of the BLOB.
    package let findings: [MetadataFinding]
    package let unknownFields: [UnknownField]
    private let index: MetadataIndex

    /// Reads a payload entry by entry.
    ///
    /// - Throws: ``BLOBError`` when it is no JSON object with a number and a list of entries.
    package init(
        parsing payload: [UInt8],
        limits: JSONDocument.Limits = JSONDocument.Limits()
    ) throws(BLOBError) {
        let document: JSONDocument
        do throws(JSONError) {
            document = try JSONDocument(parsing: payload, limits: limits)
        } catch {
            throw .malformedJSON(error)
        }
        try self.init(parsing: document)
    }

    /// Reads a payload whose grammar was checked already.
    ///
    /// - Throws: ``BLOBError`` when it is no object with a number and a list of entries.
    init(parsing document: JSONDocument) throws(BLOBError) {
        guard var fields = FieldReader(document.root, path: "$") else { throw .notAnObject }
        guard let no = fields.unsigned("no") else { throw .noNumber }
        guard let elements = fields.value("entries")?.elements else { throw .noEntries }
        self.no = no
        legalHeader = fields.string("legalHeader")
        nextUpdate = fields.date("nextUpdate").date
        fields.noteUnknownFields()
        unknownFields = fields.unknownFields

        var entries: [MetadataEntry] = []
        var rejected: [RejectedEntry] = []
        var findings = fields.findings
        entries.reserveCapacity(elements.count)
        for (index, element) in elements.enumerated() {
            do throws(RejectedEntry) {
                entries.append(try MetadataEntry(parsing: element, index: index, findings: &findings))
            } catch {
                rejected.append(error)
            }
        }
        index = MetadataIndex(of: entries, findings: &findings)
        self.entries = entries
        self.rejected = rejected
        self.findings = findings
    }

    /// What the BLOB has under a name.
    package func lookup(_ identifier: AuthenticatorIdentifier) -> MetadataLookup {
        index.lookup(identifier, in: entries)
    }

    /// Trust anchors, in DER, that more than one FIDO2 model has: a path to one of them says nothing of the model.
    package var sharedAnchors: Set<[UInt8]> {
        var models: [[UInt8]: Int] = [:]
        for entry in entries where entry.aaguid != nil {
            for anchor in Set(entry.statement.trustAnchors) { models[anchor, default: 0] += 1 }
        }
        return Set(models.filter { $0.value > 1 }.keys)
    }

    /// What the BLOB has of a FIDO2 model.
    package func lookup(_ aaguid: AAGUID) -> MetadataLookup {
        lookup(.aaguid(aaguid))
    }
}
