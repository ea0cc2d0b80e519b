import Evidence
import Foundation
import Glibc
import Ledger

/// A ledger that is made again beside the old one, and takes its place when it is whole.
///
/// Broken off at any moment, it leaves a ledger under the ledger's name: the old one or the new one.
final class LedgerRebuild {
    private let archive: LabArchive
    private let draft: String
    private let ledger: CertificationLedger
    private var taken: Set<String> = []

    /// Certifications that were entered.
    private(set) var entered = 0
    /// What is wrong with each bundle that was left out.
    private(set) var damaged: [String] = []

    /// Begins, under a temporary name.
    ///
    /// - Throws: `LedgerError` when the file cannot be made.
    init(of archive: LabArchive) throws {
        self.archive = archive
        draft = "\(archive.ledgerPath).incomplete-\(getpid())"
        // A process of the same number may have been killed here.
        Self.remove(draft)
        ledger = try CertificationLedger(at: draft)
    }

    /// Enters a bundle, and keeps it where it is not kept yet; a damaged one is noted and left where it is.
    ///
    /// - Throws: `LedgerError` or `CommandFailure` when the system refuses.
    func take(_ path: String) throws {
        guard taken.insert(path).inserted else { return }
        do {
            if try archive.take(BundleFiles(reading: path), into: ledger) { entered += 1 }
        } catch let error as EvidenceError {
            damaged.append(error.description)
        }
    }

    /// Puts the new ledger in the place of the old one.
    ///
    /// - Returns: Where the old one is now; nil when there was none.
    /// - Throws: `CommandFailure` when the system refuses.
    func finish(at moment: Date) throws -> String? {
        // What another process certified meanwhile was entered into the old ledger, and is kept.
        for path in BundleSearch.paths(below: archive.bundles) { try take(path) }
        try ledger.close()
        let aside = try setOldAside(at: moment)
        try Self.move(draft, to: archive.ledgerPath)
        return aside
    }

    /// Removes what was not finished.
    func abandon() {
        Self.remove(draft)
    }

    /// Gives the old ledger a second name, so that its own is never without one.
    private func setOldAside(at moment: Date) throws -> String? {
        let path = archive.ledgerPath
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        let aside = "\(path).set-aside-\(Timestamp.text(of: moment).replacing(":", with: ""))"
        // The log first: without its database it is of no use, and the new database must not find it.
        for suffix in ["-wal", "-shm"] where FileManager.default.fileExists(atPath: path + suffix) {
            try Self.move(path + suffix, to: aside + suffix)
        }
        guard link(path, aside) == 0 else {
            throw CommandFailure.file(path, "cannot be kept aside: \(String(cString: strerror(errno)))")
        }
        return aside
    }

    private static func move(_ path: String, to target: String) throws {
        guard rename(path, target) == 0 else {
            throw CommandFailure.file(path, "cannot be moved: \(String(cString: strerror(errno)))")
        }
    }

    private static func remove(_ path: String) {
        for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
    }
}
