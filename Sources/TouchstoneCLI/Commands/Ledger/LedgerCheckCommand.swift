import ArgumentParser
import Evidence
import Ledger

/// The command `touchstone ledger check`.
struct LedgerCheckCommand: BenchCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Examines the ledger and every bundle that is kept for it.",
        discussion: """
            Exit status: 0 all is well, 65 something is damaged, and what is named. A damaged ledger is made again with \
            `touchstone ledger rebuild`.

            touchstone ledger check
            """
    )

    @OptionGroup var output: OutputOptions

    private struct Result: Encodable {
        let ledger: String
        let certifications: Int
        let bundles: Int
        let damaged: [String]
    }

    func execute(_ console: Console) async throws -> ExitStatus {
        let archive = LabArchive()
        let ledger = try archive.existingLedger()
        try ledger?.examine()
        let paths = BundleSearch.paths(below: archive.bundles)
        var damaged: [String] = []
        for path in paths {
            try Task.checkCancellation()
            do {
                _ = try LedgerEntry(of: try BundleFiles(reading: path))
            } catch let error as EvidenceError {
                damaged.append(error.description)
            }
        }
        let count = try ledger?.count() ?? 0
        if output.isJSON {
            let result = Result(
                ledger: archive.ledgerPath,
                certifications: count,
                bundles: paths.count,
                damaged: damaged
            )
            console.print(try JSONOutput(schema: "touchstone.ledger-check/1", result: result).text())
        } else {
            let state = ledger == nil ? "not begun yet" : "whole"
            console.print("\(archive.ledgerPath): \(state), \(count) certification(s)")
            console.print("\(archive.bundles): \(paths.count) bundle(s), \(damaged.count) damaged")
            for finding in damaged { console.print("  \(finding)") }
        }
        return damaged.isEmpty ? .ok : .badData
    }
}
