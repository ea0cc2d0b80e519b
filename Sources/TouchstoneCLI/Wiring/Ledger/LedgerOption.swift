import ArgumentParser
import Evidence
import Ledger

/// Whether a certification is entered into the ledger.
struct LedgerOption: ParsableArguments {
    @Flag(name: .customLong("no-ledger"), help: "Leave a live certification out of the ledger.")
    var isLeftOut = false

    /// Enters a bundle that is on the disk already, under its own name.
    ///
    /// A ledger that cannot be written is no reason to lose a verdict: what to do about it is said, and that is all.
    func enter(_ bundle: BundleFiles, keptIn path: String, _ console: Console) {
        guard !isLeftOut else { return }
        let archive = LabArchive()
        do {
            try archive.keep(bundle)
            _ = try archive.ledger().enter([LedgerEntry(of: bundle)])
        } catch {
            let isDamaged = (error as? LedgerError)?.code == .damaged
            let remedy = (isDamaged ? "`touchstone ledger rebuild`, then " : "") + "`touchstone ledger add \(path)`"
            console.note("note:  this certification is not in the ledger (\(error)); \(remedy) enters it")
        }
    }
}
