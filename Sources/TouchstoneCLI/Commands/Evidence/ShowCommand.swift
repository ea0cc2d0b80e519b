import ArgumentParser
import Evidence
import Reports
import TextDocuments

/// The command `touchstone evidence show`.
struct ShowCommand: BenchCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Shows what a bundle says and what is in it; believes nothing and checks nothing.",
        discussion: "touchstone evidence show certification"
    )

    @Argument(help: ArgumentHelp("The bundle, a folder or a tar archive.", valueName: "bundle"))
    var bundle: String

    @OptionGroup var output: OutputOptions

    func execute(_ console: Console) async throws -> ExitStatus {
        let files = try BundleFiles(reading: bundle)
        let manifest = try BundleManifest(in: files)
        if output.isJSON {
            console.print(try JSONOutput(schema: "touchstone.bundle/1", result: manifest).text())
            return .ok
        }
        let document = try StoredResult(in: files).document
        console.print("\(document.verdict.uppercased()): \(document.build.title)")
        console.print("edition \(document.edition.id), as of \(document.asOf), policy \(document.policy.id)")
        console.print("made \(manifest.made) by \(manifest.tool)")
        console.print(try signers(of: files))
        console.print("")
        let rows = manifest.files.map { [$0.path, String($0.size), String($0.sha256.prefix(16))] }
        console.print(TextTable(header: ["File", "Bytes", "SHA-256"], rows: rows).lines().joined(separator: "\n"))
        return .ok
    }

    private func signers(of files: BundleFiles) throws -> String {
        guard let bytes = files[BundlePath.envelope] else { return "UNSIGNED" }
        let envelope = try DSSEEnvelope(reading: bytes, path: "\(files.name)/\(BundlePath.envelope)")
        return "says it is signed with key "
            + envelope.signatures.map { String($0.keyid.prefix(16)) }.joined(separator: ", ")
    }
}
