import ArgumentParser
import FIDOMetadata
import Foundation

/// The command `touchstone metadata import`.
struct MetadataImportCommand: BenchCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Verifies a BLOB from a file and keeps it for all other commands.",
        discussion: """
            For a bench without a network: get https://mds3.fidoalliance.org/ elsewhere and carry the file over. What \
            is not verified is not kept, nor is a BLOB older than the one that is there.

            touchstone metadata import blob.jwt
            touchstone metadata import test.jwt --anchor test-root.pem
            """
    )

    @Argument(help: ArgumentHelp("The signed BLOB.", valueName: "file"))
    var file: String

    @OptionGroup var authority: AnchorOptions
    @OptionGroup var output: OutputOptions

    func execute(_ console: Console) async throws -> ExitStatus {
        let cache = MetadataCache(anchors: try authority.anchors())
        let previous = try cache.storedRecord()?.no
        console.progress("verifying \(file)")
        let now = Date()
        let verified = try await BLOBFile.verify(file, with: try authority.verifier(), at: now, after: previous)
        try cache.store(verified)
        try console.print(VerificationDocument(verified, now: now), as: output.format)
        console.note("kept in \(cache.place)")
        return .ok
    }
}

extension Console {
    /// Prints a BLOB that was verified.
    func print(_ document: VerificationDocument, as format: OutputFormat) throws {
        switch format {
        case .text: print(document.text)
        case .json: print(try JSONOutput(schema: "touchstone.metadata/1", result: document).text())
        }
    }
}
