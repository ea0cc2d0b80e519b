import ArgumentParser
import Crypto
import CTAPMessages
import FIDOMetadata
import Foundation
import Octets

/// The command `touchstone attest`.
struct AttestCommand: BenchCommand {
    static let configuration = CommandConfiguration(
        commandName: "attest",
        abstract: "Says who vouches for the security key that made a saved registration.",
        discussion: """
            Takes an attestation object (CBOR or base64url) with the client data beside it, or the JSON that a browser \
            makes of a registration, which has both. Every rule is tried, and each that fails is told with its clause.

            Exit status: 0 attested; 1 not attested; 2 inconclusive, where no BLOB is at hand or the one at hand does not \
            have the model: a certified model need not be in the service.

            touchstone attest registration.json --rp-id portal.example
            touchstone attest object.cbor --client-data client-data.json --at 2026-11-22
            touchstone attest object.cbor --client-data-hash 6c…1f --metadata blob.jwt
            """
    )

    @Argument(help: ArgumentHelp("The saved registration.", valueName: "file"))
    var file: String

    @Option(help: ArgumentHelp("The client data (clientDataJSON) as the browser sent it.", valueName: "file"))
    var clientData: String?

    @Option(
        help: ArgumentHelp("SHA-256 of the client data, instead of the data.", valueName: "hex"),
        transform: Self.digest
    )
    var clientDataHash: [UInt8]?

    @Option(help: ArgumentHelp("The relying party that the registration has to be for.", valueName: "id"))
    var rpID: String?

    @Option(
        help: ArgumentHelp("The moment to judge at, such as 2026-11-22; now if none is given.", valueName: "date"),
        transform: MomentArgument.moment
    )
    var at: Date?

    @OptionGroup var metadata: MetadataOptions
    @OptionGroup var output: OutputOptions

    private static func digest(_ text: String) throws -> [UInt8] {
        guard let bytes = try? Hex.decode(text), bytes.count == 32 else {
            throw ValidationError("`\(text)` is no SHA-256; write 64 hexadecimal digits")
        }
        return bytes
    }

    func validate() throws {
        guard clientData == nil || clientDataHash == nil else {
            throw ValidationError("give --client-data or --client-data-hash, not both")
        }
    }

    func execute(_ console: Console) async throws -> ExitStatus {
        let moment = at ?? Date()
        let registration = try read()
        let hash = try hash(for: registration)
        let saved = registration.clientData.map { Array(SHA256.hash(data: $0)) }
        let metadata = try await metadata.resolve()
        let expectations = AttestationVerifier.Expectations(
            rpIDHash: rpID.map { Array(SHA256.hash(data: Array($0.utf8))) }
        )
        let report = try await metadata.attestationVerifier()
            .verify(registration.object, clientDataHash: hash, at: moment, expecting: expectations)
        let remark = saved == nil || saved == hash ? nil : otherClientData
        let document = try AttestationDocument(report, metadata, at: moment, remark: remark)
        switch output.format {
        case .text: console.print(document.text)
        case .json: console.print(try JSONOutput(schema: "touchstone.attestation/2", result: document).text())
        }
        if metadata.record == nil {
            console.note("No BLOB is at hand, so nobody can be attested: run `touchstone metadata fetch` first.")
        }
        if let warning = metadata.standing(at: moment).warning { console.note("note:  \(warning)") }
        return report.isAttested ? .ok : report.isOpen ? .inconclusive : .failed
    }

    private var otherClientData: String {
        "The client data of the registration itself has another SHA-256; it was judged by "
            + (clientDataHash == nil ? "--client-data." : "--client-data-hash.")
    }

    private func read() throws -> SavedRegistration {
        let bytes = try InputFile.bytes(file, called: "registration")
        do throws(SavedRegistration.ParsingError) {
            return try SavedRegistration(parsing: bytes)
        } catch {
            throw CommandFailure(
                code: "bad-registration",
                message: "\(file): \(error)",
                remedy: "save the attestation object as CBOR or base64url, or the registration as JSON",
                status: .badData
            )
        }
    }

    private func hash(for registration: SavedRegistration) throws -> [UInt8] {
        if let clientDataHash { return clientDataHash }
        if let clientData { return Array(SHA256.hash(data: try InputFile.bytes(clientData, called: "client data"))) }
        if let saved = registration.clientData { return Array(SHA256.hash(data: saved)) }
        throw CommandFailure(
            code: "no-client-data",
            message: "\(file): has no client data, which the attestation is signed over",
            remedy: "name it with --client-data, or its SHA-256 with --client-data-hash",
            status: .usage
        )
    }
}
