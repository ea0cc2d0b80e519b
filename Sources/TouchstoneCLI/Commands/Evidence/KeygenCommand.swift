import ArgumentParser
import Evidence
import Foundation
import Octets
import StrictYAML
import Vocabulary

/// The command `touchstone evidence keygen`.
struct KeygenCommand: BenchCommand {
    static let configuration = CommandConfiguration(
        commandName: "keygen",
        abstract: "Makes a key pair that signs bundles.",
        discussion: """
            Writes NAME.key, which only its owner can read, and NAME.pub, which verifiers get. Nothing is overwritten.

            touchstone evidence keygen lab-2026 --name "Sample lab" --until 2028-12-31
            """
    )

    @Argument(help: ArgumentHelp("Path and name of the two files, without their suffixes.", valueName: "name"))
    var path: String

    @Option(help: ArgumentHelp("Whose key it is, for people; the file's name if not given.", valueName: "text"))
    var name: String?

    @Option(
        help: ArgumentHelp("The last day on which it may sign; two years from now if not given.", valueName: "date"),
        transform: DateArgument.date
    )
    var until: CalendarDate?

    @OptionGroup var output: OutputOptions

    private struct Made: Encodable {
        let privateKey: String
        let publicKey: String
        let id: String
        let from: String
        let until: String
    }

    func validate() throws {
        guard let until, until < Day.of(Date()) else { return }
        throw ValidationError("--until \(until) is over already; name today or a later day")
    }

    func execute(_ console: Console) async throws -> ExitStatus {
        let today = Day.of(Date())
        let end = until ?? CalendarDate(year: today.year + 2, month: today.month, day: min(today.day, 28)) ?? today
        let key = SigningKey()
        let trusted = TrustedKey(
            name: name ?? PathName(path).last,
            key: key.verifyingKey,
            from: today,
            until: end
        )
        guard !FileManager.default.fileExists(atPath: "\(path).pub") else {
            throw EvidenceError(.exists, path: "\(path).pub", "is there already, and is not overwritten")
        }
        try key.pem.withBytes { try NewFile.write($0, to: "\(path).key", mode: 0o600) }
        try NewFile.write(Array(TrustedKeys([trusted]).file.utf8), to: "\(path).pub")
        let made = Made(
            privateKey: "\(path).key",
            publicKey: "\(path).pub",
            id: key.verifyingKey.id,
            from: today.description,
            until: end.description
        )
        if output.isJSON {
            console.print(try JSONOutput(schema: "touchstone.key/1", result: made).text())
        } else {
            console.print("private key  \(made.privateKey): keep it; it signs with `certify --key`")
            console.print("public key   \(made.publicKey): give it away; for `evidence verify --trust`")
            console.print("key id       \(made.id.prefix(16)), signs from \(made.from) until \(made.until)")
        }
        return .ok
    }
}
