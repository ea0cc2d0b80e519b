import Foundation

/// `manifest.json`: what a bundle consists of, and the digest of every file.
///
/// The statement names the digest of the manifest, and so all of them.
package struct BundleManifest: Hashable, Sendable, Codable {
    package static let format = "touchstone-bundle"
    /// What is written now: the verdict asks for the checks that the build requires.
    package static let version = 2
    /// The first version, whose verdicts ask for checks only where the bundle holds some.
    package static let withoutRequiredChecks = 1

    /// One file.
    package struct Entry: Hashable, Sendable, Codable {
        package let path: String
        package let sha256: String
        package let size: Int
    }

    package let format: String
    package let version: Int
    /// Name and version of the program that made the bundle.
    package let tool: String
    /// When it was made by the maker's own clock, as RFC 3339 in UTC with whole seconds.
    package let made: String
    /// The day for which the verdict holds.
    package let asOf: String
    /// In the order of their paths.
    package let files: [Entry]

    /// Describes files; a bundle that is made of another one keeps that one's version.
    package init(
        of files: BundleFiles,
        tool: String,
        made: String,
        asOf: String,
        version: Int = BundleManifest.version
    ) {
        format = Self.format
        self.version = version
        self.tool = tool
        self.made = made
        self.asOf = asOf
        self.files = files.paths.filter { !BundlePath.outsideManifest.contains($0) }
            .map { path in
                let bytes = files[path] ?? []
                return Entry(path: path, sha256: ContentDigest(of: bytes).text, size: bytes.count)
            }
    }

    /// Reads the manifest of a bundle.
    ///
    /// Whatever differs from what ``encoded()`` writes is refused, members said twice or not known included: there is
    /// one way to write a manifest.
    ///
    /// - Throws: ``EvidenceError``, for a version of a later release too.
    package init(in bundle: BundleFiles) throws(EvidenceError) {
        let bytes = try bundle.required(BundlePath.manifest)
        let path = "\(bundle.name)/\(BundlePath.manifest)"
        struct Version: Decodable { let format: String, version: Int }
        let decoder = JSONDecoder()
        guard let head = try? decoder.decode(Version.self, from: Data(bytes)), head.format == Self.format else {
            throw EvidenceError(.malformed, path: path, "is no manifest of a bundle")
        }
        guard (Self.withoutRequiredChecks...Self.version).contains(head.version) else {
            throw EvidenceError(
                .unsupportedVersion,
                path: path,
                "has version \(head.version), and this release knows versions \(Self.withoutRequiredChecks) to \(Self.version)",
                remedy: "verify it with the release that made it, or a later one"
            )
        }
        guard let manifest = try? decoder.decode(Self.self, from: Data(bytes)), manifest.encoded() == bytes else {
            throw EvidenceError(.malformed, path: path, "is not written as manifests are")
        }
        self = manifest
    }

    /// Whether the verdict asks for the checks that the build requires, also where the bundle holds none.
    package var asksForChecks: Bool { version > Self.withoutRequiredChecks }

    /// The one way to write it.
    package func encoded() -> [UInt8] { CanonicalJSON.encode(self) + [UInt8(ascii: "\n")] }
}
