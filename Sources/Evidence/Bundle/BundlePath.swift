/// The names of a bundle's files, and which names a file may have.
package enum BundlePath {
    package static let build = "build.yaml"
    package static let edition = "edition.yaml"
    package static let policy = "policy.yaml"
    package static let datedFacts = "dated-facts.yaml"
    package static let metadata = "metadata.json"
    /// Failures that the lab accepts for a while; only where it does.
    package static let waivers = "waivers.yaml"
    /// Known deviations of models.
    package static let quirks = "quirks.yaml"
    package static let result = "result.json"
    package static let manifest = "manifest.json"
    /// The signed statement.
    package static let envelope = "statement.dsse.json"
    /// The statement of a bundle that nobody signed.
    package static let statement = "statement.json"
    /// What was taken out of a bundle; only redacted ones have it.
    package static let redaction = "redaction.json"
    package static let recordings = "recordings"
    /// The recordings of checks, with the file of their results.
    package static let checks = "checks"

    /// A tar header has room for this much (POSIX.1-1988 ustar, `name`), less the folder's own name.
    package static let limit = 100
    static let depthLimit = 3

    /// What neither the manifest nor the digests can cover: the manifest itself and what vouches for it.
    static let outsideManifest: Set<String> = [manifest, envelope, statement]

    /// Whether a path stays inside the bundle and means the same on every system.
    package static func isValid(_ path: String) -> Bool {
        let components = path.split(separator: "/", omittingEmptySubsequences: false)
        return path.utf8.count <= limit && components.count <= depthLimit
            && components.allSatisfy { component in
                !component.isEmpty && component != "." && component != ".."
                    && component.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F && $0 != "\\" }
            }
    }
}
