import Crypto
import Octets

/// Where each entry of a stored payload lies and which digest it has, so that one can be read without the others.
///
/// Made of a payload that was verified whole. It is one line with the SHA-256 of what follows it, then JSON. Who reads
/// entries by other rules finds other names in them, so an index counts only for the release that made it.
package struct EntryIndex: Sendable {
    /// One entry.
    struct Line: Sendable {
        /// Where the entry stands in `entries`.
        let index: Int
        /// Its bytes in the payload.
        let range: Range<Int>
        /// SHA-256 of these bytes, in hexadecimal.
        let digest: String
        /// The descriptions of its identifiers.
        let names: [String]
    }

    /// Why an index is of no use; the payload still is.
    package struct ParsingError: Error, Hashable, Sendable, CustomStringConvertible {
        package let description: String
    }

    /// SHA-256 of the payload, in hexadecimal.
    package let payloadDigest: String
    /// The release that read the names.
    package let release: String
    let lines: [Line]

    /// Indexes what was verified.
    package init(of verified: VerifiedBLOB, release: String) {
        self.init(of: verified.blob, payloadDigest: verified.record.payloadDigest, release: release)
    }

    /// Indexes what was read of a payload that was verified before.
    package init(of blob: MetadataBLOB, payloadDigest: String, release: String) {
        self.payloadDigest = payloadDigest
        self.release = release
        lines = blob.entries.compactMap { entry in
            guard let bytes = entry.source?.rawBytes else { return nil }
            return Line(
                index: entry.index,
                range: bytes.startIndex..<bytes.endIndex,
                digest: Hex.encode(SHA256.hash(data: bytes)),
                names: entry.identifiers.map(\.description)
            )
        }
    }

    /// The entries with a name, in the order of the payload.
    func lines(named identifier: AuthenticatorIdentifier) -> [Line] {
        let name = identifier.description
        return lines.filter { $0.names.contains(name) }
    }
}

extension EntryIndex {
    private static let formatVersion: UInt64 = 1
    private static let digestLength = 64

    /// The index as it is stored, the same text for the same index.
    package var text: String {
        let body =
            JSONText.object([
                ("formatVersion", .unsigned(Self.formatVersion)),
                ("release", .string(release)),
                ("payloadSHA256", .string(payloadDigest)),
                ("entries", .list(lines.map(\.json))),
            ])
            .text
        return "\(Hex.encode(SHA256.hash(data: Array(body.utf8))))\n\(body)"
    }

    /// Reads what ``text`` wrote.
    ///
    /// - Throws: ``ParsingError`` for a damaged index, and for one of another format.
    package init(parsing text: [UInt8]) throws(ParsingError) {
        let body = text.dropFirst(Self.digestLength + 1)
        let firstLine = Array("\(Hex.encode(SHA256.hash(data: body)))\n".utf8)
        guard text.starts(with: firstLine) else {
            throw ParsingError(description: "the index has another digest than its first line says")
        }
        guard let root = try? JSONDocument(parsing: Array(body)).root,
            root["formatVersion"]?.unsignedInteger == Self.formatVersion,
            let release = root["release"]?.string, let payloadDigest = root["payloadSHA256"]?.string,
            let entries = root["entries"]?.elements
        else { throw ParsingError(description: "not an index of format \(Self.formatVersion)") }
        self.release = release
        self.payloadDigest = payloadDigest
        lines = entries.compactMap(Line.init(parsing:))
        guard lines.count == entries.count else {
            throw ParsingError(description: "an entry of the index cannot be read")
        }
    }
}

extension EntryIndex.Line {
    fileprivate var json: JSONText {
        .object([
            ("index", .unsigned(UInt64(index))),
            ("start", .unsigned(UInt64(range.lowerBound))),
            ("end", .unsigned(UInt64(range.upperBound))),
            ("sha256", .string(digest)),
            ("names", .list(names.map(JSONText.string))),
        ])
    }

    fileprivate init?(parsing node: JSONNode) {
        guard let index = node["index"]?.integer.flatMap(Int.init(exactly:)),
            let start = node["start"]?.unsignedInteger.flatMap(Int.init(exactly:)),
            let end = node["end"]?.unsignedInteger.flatMap(Int.init(exactly:)), start <= end,
            let digest = node["sha256"]?.string, let names = node["names"]?.elements
        else { return nil }
        self.index = index
        range = start..<end
        self.digest = digest
        self.names = names.compactMap(\.string)
    }
}
