import ArgumentParser
import Evidence
import Ledger

/// The command `touchstone ledger add`.
struct LedgerAddCommand: BenchCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Enters bundles that were made elsewhere, and keeps a copy of each.",
        discussion: """
            The digests of a bundle are checked, and that its statement states what it holds; its verdict is taken as it \
            stands (`touchstone evidence verify` re-performs it). A bundle that is in the ledger already is left alone.

            touchstone ledger add certification-ward-kiosk
            touchstone ledger add archive/
            """
    )

    @Argument(help: ArgumentHelp("Bundles, or folders with bundles.", valueName: "bundle"))
    var bundles: [String]

    @OptionGroup var output: OutputOptions

    private struct Result: Encodable {
        let found: Int
        let added: Int
    }

    func execute(_ console: Console) async throws -> ExitStatus {
        let archive = LabArchive()
        let paths = try BundleSearch.named(bundles)
        let ledger = try archive.ledger()
        var added = 0
        for path in paths {
            try Task.checkCancellation()
            console.progress("adding \(path)")
            if try archive.take(BundleFiles(reading: path), into: ledger) { added += 1 }
        }
        if output.isJSON {
            let result = Result(found: paths.count, added: added)
            console.print(try JSONOutput(schema: "touchstone.ledger-addition/1", result: result).text())
        } else {
            console.print("\(paths.count) bundle(s), \(added) of them new")
        }
        return .ok
    }
}
