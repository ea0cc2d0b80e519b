import ArgumentParser
import Evidence
import Foundation
import Ledger

/// The command `touchstone ledger rebuild`.
struct LedgerRebuildCommand: BenchCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild",
        abstract: "Makes the ledger again from the bundles; the old one is kept aside.",
        discussion: """
            Reads every bundle that is kept, and those in the folders that are named. A damaged bundle is reported and \
            left out; nothing is deleted.

            touchstone ledger rebuild
            touchstone ledger rebuild /mnt/archive
            """
    )

    @Argument(help: ArgumentHelp("More folders with bundles.", valueName: "archive"))
    var archives: [String] = []

    @OptionGroup var output: OutputOptions

    private struct Result: Encodable {
        let setAside: String?
        let entered: Int
        let damaged: [String]
    }

    func execute(_ console: Console) async throws -> ExitStatus {
        let archive = LabArchive()
        try OutputFolder.make(archive.bundles)
        let paths = try ([archive.bundles] + archives).flatMap(BundleSearch.paths)
        let aside = try archive.setLedgerAside(at: Date())
        let ledger = try archive.ledger()
        var entered = 0
        var damaged: [String] = []
        for path in paths {
            try Task.checkCancellation()
            console.progress("reading \(path)")
            do {
                if try archive.take(BundleFiles(reading: path), into: ledger) { entered += 1 }
            } catch let error as EvidenceError {
                damaged.append(error.description)
            }
        }
        if output.isJSON {
            let result = Result(setAside: aside, entered: entered, damaged: damaged)
            console.print(try JSONOutput(schema: "touchstone.ledger-rebuild/1", result: result).text())
        } else {
            if let aside { console.print("the old ledger is \(aside)") }
            console.print("\(ledger.path): \(entered) certification(s)")
            for finding in damaged { console.print("left out: \(finding)") }
        }
        return damaged.isEmpty ? .ok : .badData
    }
}
