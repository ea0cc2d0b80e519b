import Foundation

/// `redaction.json`: that a bundle was made of another one, and what of that is not in it.
///
/// It names the digests of what it no longer holds, so that whoever has the first bundle can show that this is it.
package struct RedactionRecord: Hashable, Sendable, Codable {
    package static let format = "touchstone-bundle-redaction"
    package static let version = 1

    /// What became of a file.
    package enum Change: String, Hashable, Sendable, Codable {
        /// Another file of that name is there, with less in it.
        case redacted
        case dropped
    }

    /// A file as it was.
    package struct Entry: Hashable, Sendable, Codable {
        package let path: String
        package let change: Change
        package let sha256: String
        package let size: Int

        package init(_ entry: BundleManifest.Entry, _ change: Change) {
            path = entry.path
            self.change = change
            sha256 = entry.sha256
            size = entry.size
        }
    }

    /// One redaction.
    package struct Step: Hashable, Sendable, Codable {
        /// When, by the clock of whoever did it, as RFC 3339 in UTC with whole seconds.
        package let made: String
        package let tool: String
        /// SHA-256 of the manifest of the bundle that it was made of.
        package let manifest: String
        /// SHA-256 of that bundle's statement, signed or not.
        package let statement: String
        /// The keys that signed it.
        package let keys: [String]
        /// What is not there as it was, in the order of the paths.
        package let files: [Entry]

        package init(of original: BundleFiles, _ files: [Entry], tool: String, made: String) throws(EvidenceError) {
            self.made = made
            self.tool = tool
            self.files = files.sorted { $0.path < $1.path }
            manifest = ContentDigest(of: try original.required(BundlePath.manifest)).text
            if let bytes = original[BundlePath.envelope] {
                statement = ContentDigest(of: bytes).text
                keys = try DSSEEnvelope(reading: bytes, path: "\(original.name)/\(BundlePath.envelope)")
                    .signatures.map(\.keyid)
            } else {
                statement = ContentDigest(of: try original.required(BundlePath.statement)).text
                keys = []
            }
        }
    }

    package let format: String
    package let version: Int
    /// Whether what is left still leads to the verdict.
    package let carriesVerdict: Bool
    /// The newest comes last.
    package let steps: [Step]

    package init(_ steps: [Step], carriesVerdict: Bool) {
        format = Self.format
        version = Self.version
        self.steps = steps
        self.carriesVerdict = carriesVerdict
    }

    /// Reads the record of a bundle; `nil` where the bundle was not redacted.
    ///
    /// - Throws: ``EvidenceError`` for one that is not as ``encoded()`` writes it, or that the bundle gives the lie to.
    package init?(in bundle: BundleFiles) throws(EvidenceError) {
        guard let bytes = bundle[BundlePath.redaction] else { return nil }
        let path = "\(bundle.name)/\(BundlePath.redaction)"
        guard let record = try? JSONDecoder().decode(Self.self, from: Data(bytes)), record.encoded() == bytes,
            record.format == Self.format, !record.steps.isEmpty
        else { throw EvidenceError(.malformed, path: path, "is no record of a redaction") }
        guard record.version == Self.version else {
            throw EvidenceError(
                .unsupportedVersion,
                path: path,
                "has version \(record.version), and this release knows version \(Self.version)"
            )
        }
        self = record
        for entry in gone where bundle[entry.path] != nil {
            throw EvidenceError(.malformed, path: path, "says that \(entry.path) was dropped, and it is there")
        }
    }

    /// The files of the first bundle that are not there any more.
    package var gone: [Entry] { steps.flatMap(\.files).filter { $0.change == .dropped } }

    /// What it was made of, and what is missing, in a sentence.
    package var sentence: String {
        let redacted = Set(steps.flatMap(\.files).filter { $0.change == .redacted }.map(\.path))
            .subtracting(gone.map(\.path))
        let origin = steps.first?.manifest.prefix(16) ?? ""
        return "made of the bundle whose manifest has the SHA-256 \(origin)…: "
            + "recordings with less in them \(redacted.count), dropped \(gone.count)"
    }

    /// The one way to write it.
    package func encoded() -> [UInt8] { CanonicalJSON.encode(self) + [UInt8(ascii: "\n")] }
}
