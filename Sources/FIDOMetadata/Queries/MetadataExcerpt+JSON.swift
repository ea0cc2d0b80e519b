import CTAPMessages
import Crypto
import Octets
import Vocabulary

extension MetadataExcerpt {
    /// Why kept metadata cannot be used.
    package struct ParsingError: Error, Hashable, Sendable, CustomStringConvertible {
        package let description: String
    }

    /// The excerpt as JSON, a line for each entry; the same text for the same excerpt.
    package var json: String {
        let head = JSONText.object([
            ("formatVersion", .unsigned(1)),
            ("source", .string(source.rawValue)),
            ("no", .unsigned(no)),
            ("date", .string(date.description)),
            ("verification", record.map { .raw($0.json) }),
            ("absent", .list(absent.map { .string($0) })),
            ("sharedAnchors", .list(sharedAnchorDigests.map { .string($0) })),
        ])
        let lines = entries.map { $0.source?.rawText ?? $0.tableJSON.text }.joined(separator: ",\n")
        return head.text.dropLast() + ",\n\"entries\":[\n\(lines)\n]}\n"
    }

    /// Reads what ``json`` wrote.
    ///
    /// - Throws: ``ParsingError`` for anything else, newer formats included.
    package init(parsing text: [UInt8]) throws(ParsingError) {
        let root: JSONNode
        do throws(JSONError) {
            root = try JSONDocument(parsing: text).root
        } catch {
            throw ParsingError(description: "no JSON: \(error)")
        }
        guard root["formatVersion"]?.unsignedInteger == 1 else {
            throw ParsingError(description: "not kept metadata of format 1")
        }
        guard let source = root["source"]?.string.flatMap(Source.init(rawValue:)),
            let no = root["no"]?.unsignedInteger, let date = root["date"]?.string.flatMap({ CalendarDate($0) }),
            let nodes = root["entries"]?.elements, let absent = root["absent"]?.elements,
            let digests = root["sharedAnchors"]?.elements
        else { throw ParsingError(description: "a member is missing, or is of another kind") }
        let record = try root["verification"].map { node throws(ParsingError) in try Self.record(node) }
        guard (record == nil) == (source == .builtInTable) else {
            throw ParsingError(description: "a BLOB has a verification, and the built-in table has none")
        }
        var entries: [MetadataEntry] = []
        for (index, node) in nodes.enumerated() {
            var findings: [MetadataFinding] = []
            do throws(RejectedEntry) {
                entries.append(try MetadataEntry(parsing: node, index: index, findings: &findings))
            } catch {
                throw ParsingError(description: "\(error.path): \(error.reason)")
            }
        }
        let shared = Set(digests.compactMap(\.string))
        let anchors = entries.flatMap(\.statement.trustAnchors)
        self.init(
            source: source,
            no: no,
            date: date,
            record: record,
            entries: entries,
            absent: absent.compactMap(\.string),
            sharedAnchors: Set(anchors.filter { shared.contains(Hex.encode(SHA256.hash(data: $0))) })
        )
    }

    private static func record(_ node: JSONNode) throws(ParsingError) -> VerificationRecord {
        do throws(VerificationRecord.ParsingError) {
            return try VerificationRecord(parsing: Array(node.rawBytes))
        } catch {
            throw ParsingError(description: error.description)
        }
    }
}

extension MetadataEntry {
    /// An entry of the built-in table in the form that a BLOB has, as far as the table goes.
    fileprivate var tableJSON: JSONText {
        .object([
            ("aaguid", aaguid.map { .string($0.description) }),
            (
                "metadataStatement",
                .object([
                    ("aaguid", aaguid.map { .string($0.description) }),
                    ("description", statement.description.map { .string($0) }),
                    ("authenticatorVersion", statement.authenticatorVersion.map { .unsigned($0) }),
                    ("protocolFamily", statement.protocolFamily.map { .string($0) }),
                ])
            ),
            ("statusReports", .list(statusReports.map(\.tableJSON))),
        ])
    }
}

extension StatusReport {
    fileprivate var tableJSON: JSONText {
        .object([
            ("status", .string(status.rawValue)),
            ("effectiveDate", effectiveDate.text.map { .string($0) }),
            ("authenticatorVersion", authenticatorVersion.map { .unsigned($0) }),
            ("sunsetDate", sunsetDate.text.map { .string($0) }),
            ("certificateNumber", certificateNumber.map { .string($0) }),
        ])
    }
}

extension StatusReport.ReportDate {
    /// As the metadata writes it.
    fileprivate var text: String? {
        switch self {
        case .absent: nil
        case .on(let date): date.description
        case .unreadable(let text): text
        }
    }
}
