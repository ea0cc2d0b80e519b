import ArgumentParser
import Evidence
import Ledger

/// Whether a certification is entered into the ledger.
struct LedgerOption: ParsableArguments {
    @Flag(inversion: .prefixedNo, help: "Enter the bundle into the ledger; without either, a live one is entered.")
    var ledger: Bool?

    /// Enters a bundle that is on the disk already, under its own name.
    ///
    /// A ledger that cannot be written is no reason to lose a verdict: what to do about it is said, and that is all.
    /// A replay says again what some live bench has said, so it is entered only when somebody asks.
    func enter(_ bundle: BundleFiles, keptIn path: String, isLive: Bool, _ console: Console) {
        guard ledger ?? isLive else { return }
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
