import ArgumentParser
import FIDOMetadata
import Foundation

/// The command `touchstone metadata verify`.
struct MetadataVerifyCommand: BenchCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Says whether a BLOB is the metadata service's, now or on a day.",
        discussion: """
            Nothing is kept. The certificates behind an archived BLOB expire; as of the day that it was fetched it still \
            verifies. Whether it is the latest word today is another question, and told beside it.

            touchstone metadata verify blob.jwt
            touchstone metadata verify archived.jwt --at 2024-12-20 --crl r3.crl
            """
    )

    @Argument(help: ArgumentHelp("The signed BLOB.", valueName: "file"))
    var file: String

    @Option(
        help: ArgumentHelp("The moment of verification, such as 2024-12-20; now if none is given.", valueName: "date"),
        transform: MomentArgument.moment
    )
    var at: Date?

    @OptionGroup var authority: AnchorOptions
    @OptionGroup var output: OutputOptions

    func execute(_ console: Console) async throws -> ExitStatus {
        let now = Date()
        console.progress("verifying \(file)")
        let verified = try await BLOBFile.verify(file, with: try authority.verifier(), at: at ?? now)
        try console.print(VerificationDocument(verified, now: now), as: output.format)
        return .ok
    }
}
