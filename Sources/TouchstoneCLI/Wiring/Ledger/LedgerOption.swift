import ArgumentParser
import Evidence
import Ledger

/// Whether a certification is entered into the ledger.
struct LedgerOption: ParsableArguments {
    @Flag(
        inversion: .prefixedNo,
        help: "Enter the bundle into the ledger, or fail; without either, a live one is entered if that can be done."
    )
    var ledger: Bool?

    /// Enters a bundle that is on the disk already, under its own name.
    ///
    /// A ledger that cannot be written is no reason to lose a verdict: what to do about it is said, also to whoever wants it
    /// quiet, and where nobody asked for the entry that is all. A replay says again what some live bench has said, so it is
    /// entered only when somebody asks.
    ///
    /// - Returns: Why it could not be entered, where somebody asked for it.
    func enter(_ bundle: BundleFiles, keptIn path: String, isLive: Bool, _ console: Console) -> CommandFailure? {
        guard ledger ?? isLive else { return nil }
        let archive = LabArchive()
        do {
            try archive.keep(bundle)
            _ = try archive.ledger().enter([LedgerEntry(of: bundle)])
            return nil
        } catch {
            let failure = CommandFailure(describing: error)
            let isDamaged = (error as? LedgerError)?.code == .damaged
            let remedy = (isDamaged ? "`touchstone ledger rebuild`, then " : "") + "`touchstone ledger add \(path)`"
            let message = "this certification is not in the ledger (\(failure?.message ?? "\(error)"))"
            guard ledger == true else {
                console.warning("\(message); \(remedy) enters it")
                return nil
            }
            return CommandFailure(
                code: failure?.code ?? "ledger",
                message: message,
                remedy: "the bundle is in \(path); \(remedy) enters it",
                status: failure?.status ?? .inputOutput
            )
        }
    }
}
