import Evidence
import Reports

/// A bundle whose files, result and statement belong together, as far as it shows that by itself.
///
/// Who signed it is another question, which takes a key to answer.
struct WholeBundle {
    let manifest: BundleManifest
    let stored: StoredResult

    /// Holds every file against the manifest, and the statement against manifest and result.
    ///
    /// - Throws: `EvidenceError` for any other bundle, with all that is wrong with it.
    init(_ bundle: BundleFiles) throws {
        manifest = try BundleIntegrity.manifest(ofWhole: bundle)
        stored = try StoredResult(in: bundle)
        let statement = BundleIntegrity.statement(
            of: bundle,
            manifest,
            result: stored.document.testResult,
            trust: nil
        )
        guard statement.outcome != .failed else {
            throw EvidenceError(
                .malformed,
                path: bundle.name,
                ([statement.summary] + statement.findings).joined(separator: "; "),
                remedy: "`touchstone evidence verify` tells more"
            )
        }
    }
}
