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
            left out; nothing is deleted. The old ledger stays in use until the new one is whole.

            touchstone ledger rebuild
            touchstone ledger rebuild /mnt/archive
            """
    )

    @Argument(help: ArgumentHelp("More bundles, or folders with bundles.", valueName: "archive"))
    var archives: [String] = []

    @OptionGroup var output: OutputOptions

    private struct Result: Encodable {
        let setAside: String?
        let entered: Int
        let damaged: [String]
    }

    func execute(_ console: Console) async throws -> ExitStatus {
        let archive = LabArchive()
        let more = try BundleSearch.named(archives)
        try OutputFolder.make(archive.bundles)
        let rebuild = try LedgerRebuild(of: archive)
        defer { rebuild.abandon() }
        for path in BundleSearch.paths(below: archive.bundles) + more {
            try Task.checkCancellation()
            console.progress("reading \(path)")
            try rebuild.take(path)
        }
        let aside = try rebuild.finish(at: Date())
        let (entered, damaged) = (rebuild.entered, rebuild.damaged)
        if output.isJSON {
            let result = Result(setAside: aside, entered: entered, damaged: damaged)
            console.print(try JSONOutput(schema: "touchstone.ledger-rebuild/1", result: result).text())
        } else {
            if let aside { console.print("the old ledger is \(aside)") }
            console.print("\(archive.ledgerPath): \(entered) certification(s)")
            for finding in damaged { console.print("left out: \(finding)") }
        }
        return damaged.isEmpty ? .ok : .badData
    }
}
