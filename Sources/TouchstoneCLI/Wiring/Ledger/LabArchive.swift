import Evidence
import Foundation
import Ledger

/// What a lab keeps on this machine, below `$XDG_DATA_HOME/touchstone`: the bundles, and the ledger of them.
///
/// A bundle lies under the digest of its manifest, and so once. The ledger holds nothing that the bundles do not say.
struct LabArchive: Sendable {
    let folder: String

    init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        folder = BaseFolder.data.path(in: environment)
    }

    var ledgerPath: String { "\(folder)/ledger.sqlite" }
    var bundles: String { "\(folder)/bundles" }

    /// The ledger, begun when there is none.
    ///
    /// - Throws: `LedgerError`, or `CommandFailure` when the folder cannot be made.
    func ledger() throws -> CertificationLedger {
        try OutputFolder.make(folder)
        return try CertificationLedger(at: ledgerPath)
    }

    /// The ledger for whoever only asks it; nil where none was begun, and nothing is made then.
    ///
    /// - Throws: `LedgerError`.
    func existingLedger() throws(LedgerError) -> CertificationLedger? {
        guard FileManager.default.fileExists(atPath: ledgerPath) else { return nil }
        return try CertificationLedger(at: ledgerPath)
    }

    /// Where a bundle lies that is kept, by the SHA-256 of its manifest.
    func path(ofBundle digest: String) -> String { "\(bundles)/\(digest.prefix(2))/\(digest).tar" }

    /// Keeps a bundle; one that is kept already stays as it is.
    ///
    /// - Throws: `EvidenceError` for a bundle without a manifest, `CommandFailure` when the system refuses.
    func keep(_ bundle: BundleFiles) throws {
        let digest = ContentDigest(of: try bundle.required(BundlePath.manifest)).text
        let path = path(ofBundle: digest)
        guard !FileManager.default.fileExists(atPath: path) else { return }
        try OutputFolder.make(PathName(path).folder)
        do throws(CommandFailure) {
            try NewFile.write(TarArchive.write(bundle, folder: "certification"), to: path)
        } catch {
            // Another process may have kept the same bundle meanwhile.
            guard error.code == "exists" else { throw error }
        }
    }

    /// Keeps a bundle and enters it.
    ///
    /// - Returns: Whether the ledger did not have it.
    /// - Throws: `EvidenceError` for a bundle that is not whole; then it is neither kept nor entered.
    func take(_ bundle: BundleFiles, into ledger: CertificationLedger) throws -> Bool {
        let entry = try LedgerEntry(of: bundle)
        try keep(bundle)
        return try ledger.enter([entry]) == 1
    }
}
